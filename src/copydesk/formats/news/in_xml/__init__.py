"""News in XML: RSS and Atom feeds, WordPress exports, NewsML-G2 and NITF."""
