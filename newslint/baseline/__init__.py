"""Accepted problems: those that a site has, and does not want to be told of again."""

from newslint.baseline.accepted import NAME, Baseline, BaselineError
from newslint.baseline.comparison import Comparison

__all__ = ["NAME", "Baseline", "BaselineError", "Comparison"]
