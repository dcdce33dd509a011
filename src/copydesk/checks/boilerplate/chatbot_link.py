"""boilerplate/chatbot-link."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag, is_inside
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_TRACE = regex_later(
    r"(?i)[?&](?:amp;)?(?:utm_source|ref|referrer|source)=(?P<bot>(?:www\.)?(?:chatgpt|chat\.openai|openai|perplexity|"
    r"copilot|gemini|claude|grok|deepseek)(?:\.(?:com|ai|microsoft\.com|google\.com))?|bing_?chat)(?![\w.-])"
)


@rule(needs=["="])
def chatbot_link(doc: Document) -> Iterator[Flag]:
    """A link's address says that it came from a chatbot.

    ChatGPT and others add “utm_source=chatgpt.com” to addresses that they give, for the site to count its visitors. In
    an article it tells every reader where the link was found, and that the page behind it may not have been read.

    Bad: The bridge is [older than the town](https://dorn.example/bridge?utm_source=chatgpt.com).
    Good: The bridge is [older than the town](https://dorn.example/bridge?utm_source=newsletter).
    Measured: no finding in 5,630 articles; they are texts whose links are gone.
    """
    for match in _TRACE.finditer(doc.source):
        if is_inside(doc.code, match.start()):
            continue
        yield Flag(*match.span(), f"the address says that it came from {match['bot']}")
