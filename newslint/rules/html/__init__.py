"""Rules about HTML: what a scraped or pasted article drags along."""
