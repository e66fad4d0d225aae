from django.urls import path

from skolespor.deadlines.views import item, lists

app_name = "deadlines"
urlpatterns = [
    path("boern/<int:child_id>/frister/", lists.child, name="child"),
    path("frister/", lists.index, name="index"),
    path("frister.csv", lists.file, name="file"),
    path("frister/<int:item_id>/", item.show, name="item"),
    path("frister/<int:item_id>/gjort/", item.done, name="done"),
    path("frister/<int:item_id>/udsaet/", item.put_off, name="put_off"),
    path("frister/<int:item_id>/gaelder-ikke/", item.set_aside, name="set_aside"),
    path("frister/<int:item_id>/aabn-igen/", item.reopen, name="reopen"),
]
