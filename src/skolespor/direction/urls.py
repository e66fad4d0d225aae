from django.urls import path

from skolespor.direction.views import plans, reviews

app_name = "direction"
urlpatterns = [
    path("", reviews.index, name="index"),
    path("her/", reviews.here, name="here"),
    path("<int:organisation_id>/", reviews.review, name="review"),
    path("<int:organisation_id>/fortryd/", reviews.withdraw, name="withdraw"),
    path("<int:organisation_id>/plan/", plans.show, name="plan"),
    path("<int:organisation_id>/plan.pdf", plans.file, name="plan_file"),
    path("<int:organisation_id>/naar-en-elev-kommer.pdf", plans.arrival, name="arrival_file"),
    path("<int:organisation_id>/plan/<slug:phase>/", plans.write, name="plan_write"),
]
