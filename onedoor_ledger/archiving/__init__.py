"""A year's archive: one file that can be read without this program (BFL 7:1–7:2). Its words are always Swedish."""
