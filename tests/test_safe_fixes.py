"""No safe fix changes the sense of a right text, in whatever language it is."""

from __future__ import annotations

import pytest
from bench.mojibake import fixed

from copydesk import Desk

RIGHT = """
Le maire a expliqué hier que la commune avait reçu dix offres, et qu’il y en a a priori trois qui sont sérieuses.
Les plans de de Vries ne sont pas ceux de la commune, et la mairie va faire faire des travaux dans la rue.
Lo que sobre sobre este tema dijo la alcaldesa no gusta a los vecinos, y como como siempre en la misma mesa, lo sé.
Cuando para para comprar pan, la gente le saluda en la calle, y los que entre entre los primeros ganarán un premio.
Ele para para ver o rio todos os dias, e como como sempre na mesma mesa da cidade, não me canso.
Il sindaco ha detto che se se ne va lui, il ponte non si farà più, e che che se ne dica la città non ha i soldi.
De man wist niet wat het het meest nodig heeft, en de vrouw die die brug bouwt denkt dat als als voorwaarde geldt.
Pormestari sanoi: ”Silta avataan kesäkuussa.” Sitten hän lähti kotiin, ja he he olivat iloisia.
”Hej”, sa Åsa.
Bonjour !
The ones that are are few, and those that were were kept in the hall of the town for all to see.
The engineer of the lock switched it on on time, and voters put her in in 1999 and voted her out out of spite.
We have not seen anything like this this year, and it was after all all they had, said the mayor of the town.
Man kann nicht nicht reden, und die Häuser, die gebaut werden werden, stehen in einem im Mai eröffneten Park.
Die Leute sahen ein ein Jahr altes Haus und das von von Hand gefertigten Möbeln gefüllte Zimmer der Bürgermeisterin.
Son père a baissé le son son soir de fête, et il entre entre deux portes avec les gens de la ville.
De burgemeester van de stad is de de facto leider, en er lag een een meter lange slang in het gras.
Być może może to zrobić burmistrz miasta, ale za za wysoką cenę nie da się tego kupić, i to jest problem.
Huset har en en meter lång skylt, och det är inte inte vad vi ville ha till staden, sade hon.
In the book of the town the line ce dont on ne peut parler is on the first page, and it is a good one.
The mayor of the town said to us that “they dont want to pay for this”, and then he went home to his house.
PLEASE DONT TOUCH THE BELL OF THE TOWN. Dont is what they are all after, and the hes and shes of the herd too.
Let s be the side of the square and let it s be the one that was known to the men of the town in the hall.
The people of the town went to Augst 12 with the men, and the report on Sundar was read by Munday in the hall.
You call obj.Method to start it, and user.Account is what the clerk of the town must open before that.
You set obj.This to what the clerk of the town has in the box, and then the mayor of the town will see it.
The word pаypal with a Cyrillic letter in it fooled the men of the town, and so did the site that it was on.
The sentence “Paris in the the spring” is an old test of the eye, and the word the the is in it, he said to us.
He stammered so that it was not easy to follow him: the the the bell of the town was what he had in his mind.
The harbour board met on Tuesday, and nobody came. The spelling didnt is common in messages.
Shaw wrote didnt and wouldnt without an apostrophe all his life, and the spelling it´s is not his.
Sie wohnt in der Straﬂe am Hafen, und die Größe der Stadt ist allen bekannt, die dort leben.
It was the city's first na´ve house, and they ate the ma´s of the town in it, as the men of the hall do.
The harbour board met on Tuesday in the hall. The difference between “ and ” is plain to a printer of the town.
The harbour board met on Tuesday in the hall. He replaced each ” with “ and each “ with ” in the book of it.
The harbour board met on Tuesday in the hall. The marks ‘ and ’ are single, and “ and ” are double, he said to us.
The harbour board met on Tuesday in the hall. In this font the “ is a six and the ” is a nine, he said to us.
La junta se reunió el martes. El 5 , 6 por ciento votó a las 12 y nadie vino a hablar.
The harbour board met on Tuesday. He paid 12 . 5 million for it and the rest is 7 . 25 million.
Rada přístavu se sešla v úterý na radnici a nikdo z města nepřišel. Řekl: „Ano" a šel domů.
Съветът на пристанището заседава във вторник. „Да", каза кметът, и никой не дойде.
For for loops and if if statements, see the manual that is on the desk of the mayor.
They met in the the hall of the town and and left it.
O conselho reuniu-se na terça-feira e ninguém veio falar. Passou a mão pelo pelo do gato.
L'orchestre a donné le la la veille au soir, et le conseil était dans la salle.
Il consiglio si è riunito martedì e nessuno è venuto a parlare. Tutti sapevano chi era era inutile dirlo.
Le maire est entré dans la salle du conseil. Oh la la, quelle journée pour le port, a-t-il dit à tous.
Zij zong in de keuken van het huis. En en en, zei het kind, en het begon weer van voren.
The harbour board met on Tuesday. Why is the the in The Hague written large, and the the in the Bronx not?
Le maire a dit »bonjour« aux gens, et il est rentré chez lui avec les autres. Elle a dit «non» à tous.
Der Satz »Wir sind müde« steht da, und im Brief der Bürgermeisterin steht «Wir gehen nach Hause» daneben.
Der Bürgermeister sagte “hallo” zu den Leuten, und im Brief der Stadt steht “nein" und das ist so.
The editor of the town paper says that the string "cat " ends with a space, and that the string "cat" does not.
The password of the library is “ hunter2”, with a leading space, and nobody in the town could guess it for years.
The table of the town clerk has the line "She said ""no"" and left", as tables double such marks in the middle.
The band Harbour.The Crane played in the town hall on Friday, and the people danced until the morning came.
The mayor of the town said“ closed ”to us, and then she went home to the others, and that was it for her.
The decimal separator is , in Vellmark, the clerk of the town told the board on Monday.
The word , stores the number in the table, and you find the key , on the keyboard of the town library.
Das Trennzeichen ist hier , und nicht der Punkt, sagte die Bürgermeisterin der Stadt am Montag zu den Leuten.
The letter of the miller is dated Wendesday, 5 Febuary 1994 (sic), and nobody in the town has mended it.
On Saterday, 3 May 1660, the miller wrote to his son that the bridge of the town had been washed away.
The ligature in ﬁnd is one sign, and the printer of the town had a drawer full of them.
In this language an apostrophe is doubled, so that don't is written as don''t in the files of the town.
Her pupils write can`t for can't, and the teacher of the town school has given up.
The shop Eat.It has two doors. The cook of Eat.It told the mayor of the town that he is tired.
The tester wrote Assert.That and Does.Not into the report of the town, and nobody minded.
““B”” is how the file of the town has it. The program prints ““name”” so, which is a bug.
A re is the second note of the scale, said the teacher of the town school, and nobody laughed.
Il a payÃ© 5 â‚¬ Ã  la mairie de la ville.
The Å’s and Ä’s of the town are on the sign of the ferry, and the bell is Å’s pride.
Le «Ã» portugais et le «Â» roumain sont au tableau de la classe, et le maire les a lus.
The buses Å–Dorn and Å–Reine run daily, and BLÅ–HVIT played GRÅ–HVIT in the hall of the town.
The parcel came to BjÃ¶rn at the mill, though his name is Björn, as the town knows.
Press , to go back one frame, and the mayor of the town smiles from the wall of the hall.
The decimal mark is , in France, and the town clerk keeps to it in all the books of the hall.
The men of the hall met the ! Kung people for years, and the mayor wrote a book of it.
The clerk of the town may call time.Now to get the hour of the bell in the hall.
It may​be late when the men of the town come home from the hall of the mayor.
All the cafe´s of the town are open, and so is the hall of the mayor on the hill.
The mayor said “the board of the hall is 6" wide and it was long, and he went home.
Who wants the image of the town archive types docker build . and waits until the bell of the hall rings.
You add all the files of the town with git add . The clerk of the hall looks at them then.
The mayor of the town told the men to run pytest .
The quote is doubled in SQL, so that the clerk of the town has don''t in the table of the hall.
The tokens that the machine of the town made are didn ' t and won ' t, and the clerk counts them.
The address hаrbour with a strange letter in its domain fooled the men of the town.
The tweets came from Marа Ostlund, and the mayor of the town knows nobody of that name.
Old type in the hall of the town has one sign for two letters, as in ﬁnd and ﬂoor.
The misprint that the town laughs at is a banner that read PÃ©tanque for a year.
The name of the clerk came out as RenÃ© on the ticket of the ferry.
The boardㅤmet, and paid 300ㅤ400 for the ￹bell￺of the town￻.
In the psalm of the town stands יְרוּשָׁלַ͏ִם, as it has to.
The total was \u202e321\u202c dollars, and the mayor of the town said that nobody had paid it so far.
""".strip().splitlines()


def test_what_has_lost_its_no_break_space_is_suggested():
    garbled = "Il a payÃ© 5 â‚¬ Ã  la mairie de la ville."
    assert fixed(garbled, "a.txt", suggested=True) == "Il a payé 5 € à la mairie de la ville."


@pytest.mark.parametrize("line", RIGHT)
def test_no_safe_fix_touches_a_right_text(line):
    assert fixed(line, "a.txt", suggested=False, preset="strict") == line


@pytest.mark.parametrize(
    ("slip", "mended"),
    [
        (
            "The clerk said “the park is closed ” in a low voice.",
            "The clerk said “the park is closed” in a low voice.",
        ),
        ("The ﬁrst supply is on.", "The first supply is on."),
        (
            "The mayor said ”hello“ to the people of the town. Then she added “we will see” and went home.",
            "The mayor said “hello” to the people of the town. Then she added “we will see” and went home.",
        ),
        (
            "Il sindaco ha detto che ”la città“ è bella, e nessuno lo ha contraddetto ieri sera in consiglio.",
            "Il sindaco ha detto che “la città” è bella, e nessuno lo ha contraddetto ieri sera in consiglio.",
        ),
        ("It´s late, and the mayor didn´t know.", "It's late, and the mayor didn't know."),
        ("The mayor´s house is on the hill.", "The mayor's house is on the hill."),
        (
            "They met on Wendesday, Febuary 28, 2018, in the hall.",
            "They met on Wednesday, February 28, 2018, in the hall.",
        ),
        (
            "The mill burned down.They knew. They met.It was late.",
            "The mill burned down. They knew. They met. It was late.",
        ),
        (
            "The harbour board met on Tuesday , and nobody came .",
            "The harbour board met on Tuesday, and nobody came.",
        ),
        ("“We are tired,“ the mayor said to the men.", "“We are tired,” the mayor said to the men."),
    ],
)
def test_what_is_certainly_a_slip_is_still_mended(slip, mended):
    assert fixed(slip, "a.txt", suggested=False, preset="strict") == mended


@pytest.mark.parametrize(
    "text",
    [
        "Run “cd .” and “ls .” first, the clerk said, and wait for the bell.",
        "To build it, type “docker build .” and wait until the lamp is green.",
        "The clerk says that “foo , bar” is bad style in any letter.",
    ],
)
def test_short_quotations_may_show_something(text):
    assert fixed(text, "a.txt", suggested=False) == text


def test_no_column_that_spaces_draw_is_moved():
    table = "Name       Value   Note\nthe ﬁrst   it´s    good\nBob        4       bad , too\n"
    text = f"The harbour board met on Tuesday in the hall, and it´s the ﬁrst time.\n\n{table}"
    mended = f"The harbour board met on Tuesday in the hall, and it's the first time.\n\n{table}"
    assert fixed(text, "a.txt", suggested=False) == mended


@pytest.mark.parametrize(
    ("text", "safe", "suggested"),
    [
        ("We spoke of\u200bof the pier.\n", None, "We spoke of of the pier.\n"),
        ("We saw the\ufeffharbour.\n", None, "We saw the harbour.\n"),
        ("We counted 10\u200b000 lamps.\n", None, None),
        ("We saw the har\u200bbour.\n", "We saw the harbour.\n", None),
        ("We saw the pier\u200b.\n", "We saw the pier.\n", None),
    ],
)
def test_a_space_that_nobody_sees_joins_no_two_words(text, safe, suggested):
    desk = Desk(select="invisible-character")
    assert desk.fix(text).text == (safe or text)
    assert desk.fix(text, suggested=True).text == (suggested or safe or text)
