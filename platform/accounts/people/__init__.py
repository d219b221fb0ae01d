"""People as others see them: their page, their card, how they are found, and how they say who sees what."""
