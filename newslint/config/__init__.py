"""The configuration: which rules with which options hold for which files, checked once on load."""

from newslint.config.load import Configs, load
from newslint.config.selection import Config, Selection
from newslint.config.table import ConfigError, did_you_mean

__all__ = ["Config", "ConfigError", "Configs", "Selection", "did_you_mean", "load"]
