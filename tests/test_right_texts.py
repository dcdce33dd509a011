"""Right texts that look like faults, by kind and in several languages; the fault beside each kind is still found."""

from __future__ import annotations

import pytest

import copydesk

RIGHT = {
    "changed-name": [
        "The stop in Pellhurst Close will go in May. Buses turn there. The stop at Pellhurst Road stays. The one outside the Close goes for good.",
        "Nobody lives in Arkle Lane now. The shop is shut. The post office in Arkle Street is open, and the Lane is a car park.",
        "Il sindaco Ugo Bertaldi ha aperto la mostra. Piace a tutti. Ugo Bertoldi, che dipinge, non è parente: una sola lettera li divide.",
        "Открыла выставку Марина Заволжская. Гостей было много. Потом выступила Марина Заволжская-Рощина, они не родственницы.",
        "Словарь собрала учительница Рагозина. Мы спросили диалектолога Рагожину. С Рагозиной она не в родстве и даже не однофамилица.",
        "Лист отримала Марія Горобиця. Вона живе біля ставка. Марія Гороблиця, яка нікому тут не рідня, образилася.",
        "La alcaldesa, Rosa Vidal Peral, abrió la puerta. Habló poco. Rosa Peral Vidal, prima suya, la cerró.",
        "Contestó Marta Ibar Solís, la bibliotecaria. Luego llegó su hermana Marta Solís Ibar y dijo lo mismo.",
        "Moren hedder Louise Krag. Faren hedder Louis Krak. »Vi har fået breve til Louis Krag, Louise Krak og familien Krog,« siger han.",
        "Die Mutter heißt Petra Lohm, der Vater Peter Lohn. Die Bank schreibt an Peter Lohm und Petra Lohn, und beide lesen es.",
        "Аксинья Фёдорова пришла утром. Фёдорова принесла тетрадь. В тетради было написано: Федорова.",
    ],
    "name-variant": [
        "Il s'appelait Achille Bonnevoy. Bonnevoy portait le courrier. On lisait Bonnevoi (sur sa médaille, par erreur) partout.",
        "Er hieß Anton Krellheim. Krellheim trug die Post aus. Auf dem Stein steht Krelheim (ein Fehler des Steinmetzen).",
        "His name was Albert Dunvale. Dunvale ran the mill. The plaque has Dunvail (by mistake) on it.",
        "Se llamaba Tomás Arbizua. Arbizua llevaba las cartas. En la lápida pone Arbisua (por error del cantero).",
        "Si chiamava Achille Berzotti. Berzotti portava la posta. Sulla targa c'è Bersotti (per errore).",
    ],
    "first-name-variant": [
        "Scrive Tullio Ondei. Tullio Ondei viene ogni anno.\n\nSono la moglie di Tullio Ondei e ho ragione io.\n\n*Tullia Ondei*",
        "Leland Quennell wrote first. Leland Quennell was cross.\n\nI am the wife of Leland Quennell.\n\n*Lelanda Quennell*",
    ],
    "accent-variant": [
        "Jeremi Bąk pisze na maszynie. Jeremiemu brak ogonka. Listy przychodzą na Jeremiego Bąka i na Jeremiego Baka.",
        "Renée Dulac a perdu un accent. Sur l'enveloppe, on lit Renee Dulac.",
        "Inés Garcerán lleva tilde. Sin la tilde, Inés Garceran no existe.",
        "Herr Jörg Möhl verlor ein Umlautzeichen. Ohne Umlaut heißt er Jörg Mohl.",
    ],
    "weekday-mismatch": [
        "Ouverte le mardi 1er avril 1986, la maison n'a jamais fermé.\n\nDimanche 5 avril, elle offrira le café de huit heures à midi.",
        "Abierta el martes 1 de abril de 1986, la casa nunca cerró.\n\nEl domingo 5 de abril ofrecerá café a todos.",
        "La bottega aprì martedì 1 aprile 1986 e non chiuse mai.\n\nDomenica 5 aprile offrirà il caffè a tutti.",
        "De zaak opende op dinsdag 1 april 1986.\n\nOp zondag 5 april zal er koffie zijn voor iedereen.",
        "Sklep otwarto we wtorek 1 kwietnia 1986 roku.\n\nW niedzielę 5 kwietnia będzie kawa dla wszystkich.",
    ],
    "impossible-life": [
        "She was born in Orle on 12 June 1934. Her husband Ted died in 2011, and she kept the shop until she was 80. She died on 6 February 2025.",
        "Sie wurde am 12. Juni 1934 in Orle geboren. Ihr Mann starb 2011, und sie führte den Laden, bis sie 80 war. Sie starb am 6. Februar 2025.",
        "Elle est née le 12 juin 1934. Son mari est mort en 2011, et elle a tenu la boutique jusqu'à 80 ans. Elle est morte le 6 février 2025.",
        "Nació el 12 de junio de 1934. Su marido murió en 2011, y ella llevó la tienda hasta los 80 años. Murió el 6 de febrero de 2025.",
        "Nacque il 12 giugno 1934. Il marito morì nel 2011, e lei tenne il negozio fino a 80 anni. Morì il 6 febbraio 2025.",
    ],
    "impossible-date": [
        "Es fehlten vierzehn Euro, und zwar seit dem 31. Juni.\n\n»Den gibt es nicht«, sagte ich.",
        "The fine was due on 31 June.\n\n“There is no such day,” said the clerk.",
        "Brevet sier at han fyller 62 år 29. februar 2026.\n\nDet finnes ingen 29. februar det året.",
        "I brevet står att han fyller år 29 februari 2026.\n\nDen dagen finns inte, skrev han tillbaka.",
        "I brevet står der, at han fylder 62 den 29. februar 2026.\n\nDen dag findes ikke, skrev han.",
        "La multa vencía el 31 de junio.\n\nEse día no existe, dijo ella.",
        "L'amende était due le 31 juin.\n\nCe jour n'existe pas, dit-elle.",
        "La multa scadeva il 31 giugno.\n\nQuel giorno non esiste, disse lei.",
        "A multa vencia a 31 de junho.\n\nEsse dia não existe, disse ela.",
        "De boete verviel op 31 juni.\n\nDie dag bestaat niet, zei ze.",
        "Termin minął 31 czerwca.\n\nTakiego dnia nie ma, powiedziała.",
        "Срок истёк 31 июня.\n\nТакого дня нет, сказала она.",
    ],
    "unsupported-date": [
        "By Ada Brook\n\nThe rink opened last Saturday, 11 January 2025, and the club sold 400 tickets at the gate.",
        "By Ada Brook\n\nThe club met this Saturday, 11 January 2025, and paid 400 crowns for the ice.",
    ],
    "wrong-article": [
        "Ah wis young, an then Ah wis auld. Ye didnae ask, an that wis fine.",
        "He tellt them tae haud on an row. The cox wis ma uncle, an he kent the watter fine, an then he wis awa.",
        "Ah cannae mind. It wis cauld, an the boat wis wee. Yer faither wis there an that wis that.",
    ],
    "clashing-words": [
        "The cox wis ma uncle, an he kent fine. Ye didnae ask him.",
        "It wis cauld, an they were seek, an that wis the end o it. Ah didnae mind.",
    ],
    "missing-word": [
        "A horse of Mr. Jno. Hale fell. John Hale, junr., aged nine, fell in the river.",
        "The late Thos. Marl, esq., left the mill to Wm. Marl, senr., of this town.",
    ],
    "fused-words": [
        "Le musée garde la lettre.\n\n> Monsieur, jay faict le la comme il ma esté demandé. Sy il desplait, il desplaira longtemps. Ce 30 novambre.",
    ],
    "repeated-paragraph": [
        "Write to the county, which asked us to say so twice. It does not decide the routes of buses. It does not decide the routes of buses.",
        "Ich wiederhole es gern. Das Amt entscheidet nicht über die Linien. Das Amt entscheidet nicht über die Linien.",
        "Je le répète. La mairie ne décide pas des lignes de bus. La mairie ne décide pas des lignes de bus.",
        "Lo repito. El ayuntamiento no decide las líneas del autobús. El ayuntamiento no decide las líneas del autobús.",
        "Lo ripeto. Il comune non decide le linee degli autobus. Il comune non decide le linee degli autobus.",
        "Ik herhaal het. De gemeente beslist niet over de buslijnen. De gemeente beslist niet over de buslijnen.",
    ],
    "doubled-word": [
        "The plaque beside the pump reads in full:\n\n> THIS PUMP WAS RAISD BY THE THE INHABITANTS OF ORREL IN THE YEAR 1887\n\nNobody minds.",
    ],
    "mojibake": [
        "Er fand mich zweimal, einmal als »Möller, Jörg« und einmal als »MÃ¶ller, JÃ¶rg«. Der eine schuldete nichts.",
        "Elle existe deux fois : « Hélène Dulac » et « HÃ©lÃ¨ne Dulac ». La seconde paie.",
        "He is in the file twice, as “José Peral” and as “JosÃ© Peral”. Only one pays.",
        "| decía | debía | año |\n| --- | --- | --- |\n| EspaÃ±a | España | 2001 |\n\nLa tabla es corta.",
        "Está dos veces: «Begoña Ruiz» y «BegoÃ±a Ruiz». La segunda no contesta.",
    ],
    "unfilled-field": [
        "# Why your bank calls you {{first_name}}\n\nEvery week somebody sends me a letter that begins like this:\n\n> Dear {{first_name}},\n>\n> As a valued customer you may stay.\n\nIt is a letter that went out too soon.",
        "# Die Anrede {{vorname}}\n\nEin Brief der Stadt begann mit „Liebe {{vorname}}“. Er ging an alle.",
    ],
    "template-residue": [
        "# Beste %%VOORNAAM%%: wat een gemeente leert\n\nDe brief begon met 'Beste %%VOORNAAM%%'. Hij ging naar iedereen.",
        "# Cher %%PRENOM%%\n\nLa lettre commençait par « Cher %%PRENOM%% ». Elle est partie à tous.",
    ],
    "related-teaser": [
        "# «Leggi anche»: la parola a chi non ha letto\n\nLe lettere arrivano il giovedì, e noi rispondiamo a tutte.",
        "# “Read more”: the sign on the gable of the library\n\nTwo words are painted on the wall. Nobody can say why they work.",
    ],
    "share-prompt": [
        "<article><h1>Two words on a gable</h1><p>The library has a sign.</p><h2>Share this</h2><p>That is the name of the second scheme. You borrow a book and hand it to a neighbour.</p></article>",
    ],
}

WRONG = {
    "changed-name": [
        "The stop in Pellhurst Close will go in May. Buses turn there. The stop at Pellhurst Road goes for good.",
        "La consejera Elena Urrutia Bermejo presentó el plan. Los vecinos aplaudieron. Elena Bermejo Urrutia prometió volver.",
    ],
    "impossible-date": [
        "The council met on 31 June.\n\nThe mayor spoke for an hour, and the hall was full.",
        "Der Rat tagte am 31. Juni.\n\nDer Saal war voll, und die Bürgermeisterin sprach.",
    ],
    "impossible-life": ["She was born on 12 June 1934. She died on 6 February 2025, aged 80."],
    "wrong-article": ["The council met, an then the mayor spoke. It was a long evening for all of them."],
    "weekday-mismatch": ["The fair opened on Tuesday, 1 April 1986. It closed on Sunday, 5 April 1986."],
    "repeated-paragraph": [
        "The county met. It does not decide the routes of buses. It does not decide the routes of buses."
    ],
    "doubled-word": ["The mayor spoke:\n\n> We will build the the bridge in May and open it in June."],
    "template-residue": ["# A letter\n\nDear %%FIRSTNAME%%, the ferry sails again in May."],
    "unfilled-field": ["Dear {{ subscriber.first_name }}, the ferry sails again."],
    "mojibake": ["He is called JosÃ© Peral, and José lives in Orle by the old harbour."],
}


def found(text: str, rule: str) -> list[str]:
    path = "text.html" if text.startswith("<") else "text.md"
    return [finding.excerpt for finding in copydesk.lint(text, path=path, select=[rule])]


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in RIGHT.items() for text in texts])
def test_what_is_right_is_left_alone(rule, text):
    assert found(text, rule) == []


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in WRONG.items() for text in texts])
def test_the_fault_beside_it_is_found(rule, text):
    assert found(text, rule)
