"""The configuration: which rules with which options hold for which files, checked once."""

from newslint.config.load import Config, Configs, load
from newslint.config.selection import Selection
from newslint.config.table import ConfigError, did_you_mean

__all__ = ["Config", "ConfigError", "Configs", "Selection", "did_you_mean", "load"]
