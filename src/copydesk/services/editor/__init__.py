"""Editor: the language server, which shows findings while somebody writes. It needs the extra `copydesk[lsp]`."""
