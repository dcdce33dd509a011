"""What scraping, translating and pasting leave behind."""
