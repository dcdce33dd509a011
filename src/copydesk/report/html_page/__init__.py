"""Page: the report that editors read in a browser, an HTML file that needs nothing but itself."""
