"""File formats, each into plain records. Safe on hostile input; knows no förbund and no accounts."""
