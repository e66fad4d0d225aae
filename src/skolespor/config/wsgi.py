import os

from django.core.wsgi import get_wsgi_application

from skolespor.core.roomy import roomy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skolespor.config.settings")
application = roomy(get_wsgi_application())
