"""Questions in Danish; shape of the input only. One module for each kind of page."""
