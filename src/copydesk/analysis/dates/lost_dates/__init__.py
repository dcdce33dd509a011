"""Lost dates: places where a date, or a part of one, has dropped out."""
