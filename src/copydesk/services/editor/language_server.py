"""Language server: speaks the language server protocol over standard input and output."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls import uris
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

import copydesk
from copydesk.config.schema import pack_schema
from copydesk.engine.failures import describe_error
from copydesk.findings import Finding
from copydesk.formats.decoding.encodings import decode
from copydesk.services.editor import code_actions, recognised_text, rule_file_help, settings_help
from copydesk.services.editor.archive_check import ArchiveCheck
from copydesk.services.editor.diagnostics import diagnostic, problem
from copydesk.services.editor.editor_session import EditorSession, other_names
from copydesk.services.editor.open_articles import OpenArticle, file_of
from copydesk.services.editor.positions import LinePositions
from copydesk.support import limits
from copydesk.support.paths import display_path

T = TypeVar("T")


class CopydeskServer(LanguageServer):
    """The server, with what is open in the editor."""

    def __init__(self, protocol: type[LanguageServerProtocol]) -> None:
        super().__init__(
            "copydesk", copydesk.__version__, lsp.TextDocumentSyncKind.Full, protocol_cls=protocol
        )
        self.articles: dict[str, OpenArticle] = {}
        self.session = EditorSession()
        self.archive: ArchiveCheck | None = None
        self._worker = ThreadPoolExecutor(1, "copydesk checks")
        self._wanted: dict[str, None] = {}
        self._checking: asyncio.Task[None] | None = None
        self._comparing: asyncio.Task[None] | None = None

    # --- what the editor says ---

    def begin(self, options: dict[str, Any]) -> None:
        """Take the editor's options: `config`, a configuration for all files, and `acrossFiles`, true or false."""
        given = options.get("config") or ""
        if not isinstance(given, str):
            self._warn("the option “config” must be the path of a file; it is left out")
            given = ""
        config = Path(given).absolute() if given else None
        self.session = EditorSession(config)
        self.archive = ArchiveCheck(config) if options.get("acrossFiles", True) else None

    def warm_up(self) -> None:
        """Load what most articles need, once the editor is ready: one that only asks and goes does not wait for it."""
        self._worker.submit(self.session.warm_up, Path.cwd())

    def _warn(self, message: str) -> None:
        """Show the person who edits a warning."""
        self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, f"copydesk: {message}"))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Show what went wrong here, but not what was wrong in a message, which is in the log."""
        if source is not JsonRpcException:
            super().report_server_error(error, source)

    def open(self, document: lsp.TextDocumentItem) -> None:
        """Take an article that was opened."""
        path = uris.to_fs_path(document.uri) if document.uri.startswith("file:") else None
        folder = self.folder or Path.cwd()
        file = file_of(path, document.language_id, "untitled", folder)
        self.articles[document.uri] = OpenArticle(
            document.uri, file, document.language_id, document.text, document.version
        )
        self.want(document.uri)

    def change(self, uri: str, text: str, version: int | None) -> None:
        """Take the new text of an article."""
        article = self.articles.get(uri)
        if article is None:  # it was not opened, against the protocol
            return
        article.text, article.version = text, version
        self.want(uri)

    def close(self, uri: str) -> None:
        """Forget an article."""
        self.articles.pop(uri, None)
        self._publish(uri, None, [])

    @property
    def folder(self) -> Path | None:
        """Return the first folder that the editor has open."""
        path = self.workspace.root_path
        return Path(path).absolute() if path else None

    # --- checks ---

    async def in_worker(self, work: Callable[[], T]) -> T:
        """Do something in the thread of the checks, after what is done there now."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    async def in_time(self, work: Callable[[], T]) -> T:
        """Do the same, within the time that an article may take.

        Raises:
            OverTime: it took too long.
        """

        def limited() -> T:
            with limits.reading():
                return work()

        return await self.in_worker(limited)

    def want(self, *addresses: str) -> None:
        """Check these articles as soon as possible; of several changes only the last one is checked."""
        self._wanted.update(dict.fromkeys(addresses))
        if self._checking is None or self._checking.done():
            self._checking = asyncio.ensure_future(self._check_wanted())

    async def checked(self, uri: str) -> OpenArticle | None:
        """Return an article once its present text is checked."""
        while (article := self.articles.get(uri)) and article.checked_text != article.text:
            if self._checking is None or self._checking.done():
                break
            await asyncio.shield(self._checking)
        return article

    async def _check_wanted(self) -> None:
        while self._wanted:
            uri = next(iter(self._wanted))
            del self._wanted[uri]
            if article := self.articles.get(uri):
                await self._check(article)

    async def _check(self, article: OpenArticle) -> None:
        text, version = article.text, article.version
        if article.is_settings:
            shown = await self.in_worker(lambda: settings_help.mistakes(article.file, text))
        elif article.is_yaml:
            shown = await self._mistakes_in_rule(article.file, text)
        else:
            try:
                article.result = await self.in_worker(lambda: self.session.check(article.file, text))
                shown = None
            except ValueError as error:  # settings, packs or plugins with mistakes, or too large a text
                article.result, shown = None, [problem(str(error))]
            except Exception as error:  # whatever fails for one article, the server goes on
                article.result, shown = None, [problem(f"copydesk failed: {describe_error(error)}")]
        article.checked, article.checked_text = version, text
        if self.articles.get(article.uri) is article:
            if shown is None:
                self.show(article)
            else:
                article.findings = []
                self._publish(article.uri, version, shown)

    async def _mistakes_in_rule(self, file: Path, text: str) -> list[lsp.Diagnostic]:
        """Return what is wrong in a rule file; nothing for other YAML."""
        if not await self.in_worker(lambda: self.session.holds_rule(file)):
            return []
        try:
            return await self.in_time(lambda: rule_file_help.mistakes(file, text))
        except Exception as error:  # as for articles
            return [problem(f"the rule could not be tested: {describe_error(error)}")]

    def show(self, article: OpenArticle) -> None:
        """Show the findings of an article, with those of rules over several files."""
        own = list(article.result.findings) if article.result else []
        ids = {each.id for each in own}
        others = self.archive.findings(article.file, article.source) if self.archive else []
        article.findings = sorted([*own, *(each for each in others if each.id not in ids)])
        lines = self.lines(article.checked_text)
        shown = [self.diagnostic_of(article, each, lines) for each in article.findings]
        self._publish(article.uri, article.checked, shown)

    def diagnostic_of(self, article: OpenArticle, finding: Finding, lines: LinePositions) -> lsp.Diagnostic:
        """Return what shows a finding."""
        return diagnostic(finding, article.uri, lines, self._lines_at)

    def _publish(self, uri: str, version: int | None, shown: list[lsp.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, shown, version))

    def lines(self, text: str) -> LinePositions:
        """Return the lines of a text, as the editor counts their characters."""
        return LinePositions(text, self.workspace.position_encoding or lsp.PositionEncodingKind.Utf16)

    def _lines_at(self, path: str) -> LinePositions | None:
        file = Path(path).absolute()
        for article in self.articles.values():
            if article.file == file:
                return self.lines(article.text)
        try:
            text, _ = decode(limits.read_bounded(file))
        except (OSError, ValueError):
            return None
        return self.lines(text)

    # --- several files ---

    def compare_files(self) -> None:
        """Check the saved files of the folder in the background, for the rules that compare files."""
        home = Path(os.path.expanduser("~"))  # noqa: PTH111 - which never raises
        if self.folder in (None, home, *home.parents):  # no project, but everything that somebody has
            return
        if self.archive and self.folder and self.folder.is_dir():
            if self._comparing:
                self._comparing.cancel()
            self._comparing = asyncio.ensure_future(self._compare_files(self.archive, self.folder))

    async def _compare_files(self, archive: ArchiveCheck, folder: Path) -> None:
        try:
            rules = await self.in_worker(lambda: self.session.rules(folder / "any"))
        except ValueError:  # reported at the articles
            return
        comparing = {rule.id for rule in rules.values() if rule.compares}
        if await archive.run(folder, comparing):
            for article in self.articles.values():
                if article.result and article.checked_text == article.text:
                    self.show(article)

    # --- answers ---

    async def actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """Return what can be done in a range."""
        article = await self.checked(params.text_document.uri)
        result = article.result if article else None
        if not article or not result:
            return []
        lines = self.lines(article.checked_text)
        first, last = lines.offset(params.range.start), lines.offset(params.range.end)
        only = params.context.only
        actions: list[lsp.CodeAction] = []
        if not only or any(lsp.CodeActionKind.QuickFix.startswith(kind) for kind in only):
            here = [each for each in article.findings if each.start <= last and first <= each.end]
            for finding in here:
                shown = self.diagnostic_of(article, finding, lines)
                actions += await self.in_time(lambda: self._quick_fixes(article, finding, shown, lines))  # noqa: B023
        wants_all = not only or any(code_actions.FIX_ALL.startswith(kind) for kind in only)
        if wants_all and any(each.fixable for each in result.findings):
            text = article.source
            fixed = await self.in_worker(lambda: self.session.fixed(article.file, text))
            if fixed != text:
                actions.append(code_actions.fix_all(text, fixed, article.uri, lines))
        return actions

    def _quick_fixes(
        self, article: OpenArticle, finding: Finding, shown: lsp.Diagnostic, lines: LinePositions
    ) -> list[lsp.CodeAction]:
        if article.result is None or article.file not in article.result.paths.values():
            return []
        self.session.take(article.file, article.checked_text)
        decisions = self.session.decisions(article.file, article.result)
        texts = {display_path(each.file): each.source for each in self.articles.values()}
        names = other_names(finding, texts, self.session.options_of(article.file, finding.rule))
        return list(code_actions.quick_fixes(finding, shown, decisions, names, article.uri, lines))

    async def keep(self, uri: str, identity: str, other: str = "") -> None:
        """Write a decision to the lists of the project: a finding that passes, or with `other` a pair of people."""
        article = self.articles.get(uri)
        finding = next((each for each in article.findings if each.id == identity), None) if article else None
        if article is None or article.result is None or finding is None:
            return
        kept = self.session.kept(article.result)
        if other:
            kept.two_people(finding, other)
        else:
            kept.accept(finding)
        for written in await self.in_worker(lambda: list(kept.write())):
            kind = lsp.MessageType.Info if written.is_done else lsp.MessageType.Warning
            self.window_show_message(lsp.ShowMessageParams(kind, f"copydesk: {written.line}"))
        await self.in_worker(self.session.forget_settings)
        self.want(*self.articles)

    async def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        """Return what there is to say about a place."""
        article = await self.checked(params.text_document.uri)
        if not article or not article.result:
            return None
        lines = self.lines(article.checked_text)
        offset = lines.offset(params.position)

        def found() -> lsp.Hover | None:
            rules = self.session.rules(article.file)
            for document in reversed(self._documents(article)):
                if document.start <= offset:
                    return recognised_text.hover(
                        document,
                        article.findings,
                        rules,
                        offset,
                        lines,
                        lambda: self.session.held_to_sources(article.file),
                    )
            return None

        return await self.in_time(found)

    async def symbols(self, uri: str) -> list[lsp.DocumentSymbol]:
        """Return the outline of an article."""
        article = await self.checked(uri)
        if not article or not article.result:
            return []
        lines = self.lines(article.checked_text)
        return await self.in_time(lambda: recognised_text.outline(self._documents(article), lines))

    def _documents(self, article: OpenArticle) -> Sequence[Any]:
        try:
            self.session.take(article.file, article.checked_text)
            return self.session.documents(article.file)
        except (OSError, ValueError):
            return ()

    async def completions(self, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        """Return what can be written at a place in a configuration or in a rule file."""
        article = self.articles.get(params.text_document.uri)
        if not article or not article.is_yaml:
            return []
        file, is_settings = article.file, article.is_settings
        if not is_settings and not await self.in_worker(lambda: self.session.holds_rule(file)):
            return []
        lines = self.lines(article.text)
        line = params.position.line
        column = lines.offset(params.position) - lines.offset(lsp.Position(line, 0))
        text = article.text
        schema = settings_help.schema_of_settings if is_settings else pack_schema
        return await self.in_worker(lambda: settings_help.completions(text, line, column, schema()))

    def shutdown(self) -> None:
        """End what still runs."""
        if self.archive:
            self.archive.end()
        self._worker.shutdown(wait=False, cancel_futures=True)
        super().shutdown()  # type: ignore[no-untyped-call]
