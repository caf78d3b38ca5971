"""Colours and type sizes, each said once, after GOV.UK and the Analysis Function."""

TEXT = "#0b0c0c"
AXIS = "#595959"
GRID = "#cecece"
PALE = "#f3f2f1"
OPEN = "#fff4d6"
"""Behind what is still arriving, unlike days without visits, which are grey."""
CATEGORIES = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
PLACES = (CATEGORIES[0], "#177A72", CATEGORIES[2], "#B34700", "#6A4FB3", AXIS)
"""The colours of areas side by side, by their order, dark enough for their names: they say which
one it is, and nothing more."""
FOCUS, REST = CATEGORIES[0], "#BFBFBF"
OTHERS = "#8A8D90"
"""Bars beside the one that is chosen: 3.3 to 1 on white."""
BAND = "rgba(18,67,109,0.15)"
"""What fills the room between the ends of a range."""
FONT = "Arial, Helvetica, sans-serif"
BASIS = {
    "Prioritised on concerns": (CATEGORIES[0], ""),
    "Sampled good or outstanding": (CATEGORIES[1], "."),
    "Other": (CATEGORIES[2], "-"),
    "Not recorded": (REST, "/"),
}
"""For each reason for a visit, its colour and the pattern that tells it apart in print."""
