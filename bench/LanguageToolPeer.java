// java -cp "languagetool/*" LanguageToolPeer.java FILE …: LanguageTool's English rules; prints the file and place of each match.

import java.nio.file.Files;
import java.nio.file.Path;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;
import org.languagetool.rules.RuleMatch;

class LanguageToolPeer {
    public static void main(String[] files) throws Exception {
        JLanguageTool tool = new JLanguageTool(Languages.getLanguageForShortCode("en-US"));
        for (String file : files) {
            for (RuleMatch match : tool.check(Files.readString(Path.of(file)))) {
                System.out.println(file + "\t" + match.getFromPos() + "\t" + match.getToPos());
            }
        }
    }
}
