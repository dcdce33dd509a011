// java -cp "languagetool/*" LanguageToolPeer.java FILE …: LanguageTool's English rules; prints how many matches.

import java.nio.file.Files;
import java.nio.file.Path;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;

class LanguageToolPeer {
    public static void main(String[] files) throws Exception {
        JLanguageTool tool = new JLanguageTool(Languages.getLanguageForShortCode("en-US"));
        int count = 0;
        for (String file : files) {
            count += tool.check(Files.readString(Path.of(file))).size();
        }
        System.out.println(count);
    }
}
