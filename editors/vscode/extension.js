// The extension starts “copydesk server” and hands it the articles that are open. All else is the server's.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const LANGUAGES = ["plaintext", "markdown", "mdx", "html", "restructuredtext"];
const SETTINGS = "**/{copydesk,.copydesk}.{yaml,yml}";
const HELP = "Install copydesk with its extra “lsp”, or name the program in the setting “copydesk.command”.";

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration("copydesk");
  const [command, ...args] = settings.get("command");
  client = new LanguageClient(
    "copydesk",
    "copydesk",
    { command, args },
    {
      documentSelector: [
        ...LANGUAGES.flatMap((language) => [
          { language, scheme: "file" },
          { language, scheme: "untitled" },
        ]),
        { language: "yaml", scheme: "file" }, // settings and rule files; the server leaves other YAML alone
      ],
      initializationOptions: { config: settings.get("config"), acrossFiles: settings.get("acrossFiles") },
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher(SETTINGS) },
    },
  );
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`copydesk: “${command}” could not be started. ${HELP}`);
  }
}

async function stop() {
  const old = client;
  client = undefined;
  if (old && old.needsStop()) await old.stop();
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("copydesk.restart", async () => {
      await stop();
      await start();
    }),
  );
  await start();
};

exports.deactivate = stop;
