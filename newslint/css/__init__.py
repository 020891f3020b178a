"""What a `style` attribute says: its declarations, and what each can do to words."""

from newslint.css.effects import Effect, Look, looks
from newslint.css.parsing import Declaration, declarations

__all__ = ["Declaration", "Effect", "Look", "declarations", "looks"]
