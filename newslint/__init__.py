"""newslint checks and repairs the files of a content site."""
