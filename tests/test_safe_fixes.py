"""No safe fix changes the sense of a right text, in whatever language it is."""

from __future__ import annotations

import pytest
from bench.mojibake import fixed

from copydesk import Desk
from copydesk.document import Document
from copydesk.engine.linter import lint

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


# Right texts of many kinds that look like slips: spelling and signs, names and titles, verse, code, tables, letters.
MEANT = """
Why does my page show â€™ everywhere?
He has had â€™ tattooed on his arm, and now he is sorry for it.
We are sorry about the â€™ in the letter that went to the town last week.
My grandfather's recipe card, copied as it stands: take two eggs , some flour and a pinch of salt.
The court reporter took down every breath , every pause , and the judge liked that very much indeed.
You answer yes , sir to the drill officer, with a pause of one beat before the second word.
The message on the cake said we´re sorry and the icing was blue, which made everybody laugh.
To keep the brand from being turned into a link the agency breaks it, as in har\u200bbour dot com.
The novel has a robot that says itâ€™s late and thatâ€™s fine, and readers love that voice.
My late uncle noted Satruday, 4 May 2019 in the margin, and the auction house kept his wording.
The domain is made of two words, thank.You see it on every mug that they sell at the fair.
He calls his method read,and then write, and three schools in the valley have taken it up.
In the comic the robot speaks in mixed marks, “beep" and “boop", and never in any others.
Der alte Setzer ließ vor dem Komma Luft , und wir drucken den Satz genau so nach, wie er war.
The publisher sets a zero-width space after each dash—\u200bso that lines break—\u200bin all of its books.
The watermark in the letter is hid\u200bden in the word, as the steganographer of the town says.
He named the yacht ﬁdelity, and the harbour board of the town wrote it down so.
In this old transliteration t´ma is darkness and l´gota is a privilege, says the book of the town.
He signed the letter, as always: I don`t care, your friend from the mill.
Her song It´s Raining is the best of the year, says the paper of the town.
Les gens disent d´accord et c´est la vie, et le maire de la ville est d´accord avec eux.
En català es diu l´amic i l´aigua quan es fa servir un teclat vell, i el poble ho sap.
In e. e.'s poem the town is spring , and the balloon man is far , and wee .
The keys to the left are m , and n , on this machine, and the clerk of the town knows it.
In set notation we write x , y and z for the towns, and n for the number of the people.
The chess game went e4 e5 , Nf3 Nc6 , Bb5 a6 , and the man of the town won it.
The ticker shows BRK . B and the broker of the town reads it aloud each day.
The table has latitude,longitude pairs and key,value pairs for each of the towns.
The either,or of the philosopher is known to all the people of the town.
The festival csv,conf and its friend data,and more are held in the town in May.
She said it all at once: I came.I saw.They left.And the town was quiet again.
The letter begins “Dear Sir,”, and ends “Yours,”, as letters of the town do.
““So he said ‘no’,”” she told the board of the town, and they wrote it down.
The prompt must end in a space: “Please enter the name of your town ” is what the clerk wrote.
Burmistrz miasta powiedział: „Idziemy do domu", tak jak mówi się w tym mieście od lat.
The typist of the novel closes “every speech like this" because her machine lacks the key.
A t test was run on the numbers of the town, and the result was what the clerk had thought it would be.
A n by m table is what the clerk of the town needs, and the program makes it from what he types in.
The handle of the player is JosÃ©99 and the town follows him on all of his pages.
Which of them is right? They don?t and won?t are what the printer left of it.
The festival Octobeer 5, 2019 was the best that the town has seen so far.
The Movember 12, 2019 party was held in the town, and all the men had beards.
O prefeito da cidade disse que a ponte será aberta em junho , e o poema é assim .
La poesia della città dice così: piove , piove , e tutti sono a casa .
Μια φράση της πόλης: βρέχει , βρέχει , και όλοι είναι σπίτι .
La marque s'appelle Vivre , Aimer et la ville la connaît depuis des années déjà.
The program says hello , world and stops, and the children of the town are glad.
The current folder is . and the one above it is .. on all machines of the town .
The parents speak of both,and thinking, and the school of the town teaches it.
In the town one says not,but where others say rather, as the old people know.
He put naÃ¯ve on the wall of the town in red paint, and it is there to this day.
Miss Amdahl´s pupils and the mayor´s dog are in the picture, with the mark of the old machine.
In her Corsican the old woman said l´acqua hè bona to the people of the town.
El bar de la ciudad se llama Bueno , barato y está abierto todos los días, dijo el alcalde.
Бар в городе называется Хороший , дешёвый и он открыт каждый день, сказал мэр.
Der Vers der alten Frau war kurz: es war , es ist. Und so steht es in der Stadt an der Wand.
> On Tuesday , the board met and it´s the ﬁrst of May, wrote the man.
the board met , he said, i dont know , and all in small letters, as bell hooks did .
The Latin of the stone is senatus , populus and the town has kept it.
The boy said it again and again.We come.We go.And the town heard him all the night.
The magazine look.This is sold in the town, and so is the other one.
He put a space behind the mark, as in “ we go home to the town,” and nobody knew why.
Her marks look outward, ”like this“, and the editor of the town let them stand.
On Wendesday, 28 February 2018, the club of that name met in the town.
The yacht Febuary 28, 2018 won the race of the town, as the paper told.
The novel is set on Thrusday, 3 May 2018, a day that the writer made up for the town.
Unless one searches for ﬁnance, the old catalogue of the town finds nothing.
""".strip().splitlines()

MEANT_IN_MARKUP = [
    ("a.md", "* \u200bThe first entry is kept empty so that the list of the town begins further down."),
    ("a.md", "| word | note |\n| --- | --- |\n| ﬁre | as it is in the old book of the town |\n"),
    ("a.txt", "O rose , thou art sick\nThe invisible worm ,\nThat flies in the night .\n"),
    ("a.md", 'He wrote `“hello"` and “hello" to see which of the two the parser of the town takes.'),
    ("a.md", "The file is named rÃ©sumÃ©.pdf and the clerk of the town cannot open it."),
    ("a.md", "```\ncafÃ©\n```\n\nThe code above prints what the town sees, cafÃ© and all."),
    (
        "a.html",
        "<pre>the board met , and left</pre><p>The town <kbd>Ctrl ,</kbd> opens it , says the clerk.</p>",
    ),
    ("a.rst", "=====  =====\nword   note\n=====  =====\nit´s   late , so\n=====  =====\n"),
    ("a.md", "---\ntitle: It´s Late\n---\n\nThe song was first heard in the town in May.\n"),
    ("a.md", "# The song It´s late , baby\n\nThe song was first heard in the hall of the town in May.\n"),
    ("a.md", "[It´s late , baby](https://a.example/) is the song that the town heard first in May.\n"),
    ("a.md", '![It´s the ﬁrst , so far](a.png "The ﬁrst , so far")\n'),
    (
        "a.md",
        "# A short history of punctuation\n\nTuesday , the board met. It´s the ﬁrst of May in the town.",
    ),
    ("a.html", "<p>He sang <q>it´s late , baby</q> and the people of the town sang along with him.</p>"),
    ("a.html", "<p><q>The board met on Tuesday , and nobody came to the town.</q></p>"),
    ("a.md", "<q>The board met on Tuesday , and nobody came to the town.</q>\n"),
    ("a.html", "<p></p><p><code>a , b</code> is what the town gets , and no more than that.</p>"),
    ("a.html", "<p>The rain , it fell<br>upon the town<br>and all the men<br>came down .</p>"),
    ("a.rst", "The value ``a , b`` is what the town gets , and no more than that.\n"),
    ("a.txt", "Interviewer: And then you left?\nAmdahl: I left , yes. It´s what one does in a town.\n"),
    (
        "a.txt",
        "L ove is what we need in the town, and that is all there is to say of it on this long page.\n\nO ver the hill the sun goes down, and all the people of the town go home to their own houses.\n\nV ery late the moon comes up, and the dog of the miller barks at it until the morning comes.\n\nE very day it is the same, and so the book of the town ends where it began, with the first word.",
    ),
    (
        "a.html",
        "<div class='poem'><p>The rain , the rain is over the town.</p><p>It´s late , it´s late in the town.</p></div>",
    ),
]


@pytest.mark.parametrize(("name", "text"), [*(("a.txt", line) for line in MEANT), *MEANT_IN_MARKUP])
def test_what_an_author_may_mean_is_mended_by_nobody_unseen(rules, name, text):
    fixable = [each for each in rules.values() if each.fixable]
    assert not [each.excerpt for each in lint(Document(text, name), fixable).findings if each.fixable]


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


@pytest.mark.parametrize("suggested", [False, True])
def test_turned_marks_leave_the_attribution_outside(suggested):
    text = "The mayor spoke on the pier. ”He left,“ she said, ”at noon.“ Then she went home.\n"
    mended = "The mayor spoke on the pier. “He left,” she said, “at noon.” Then she went home.\n"
    assert Desk().fix(text, "a.txt", suggested=suggested).text == mended
