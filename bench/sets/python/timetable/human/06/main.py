import sys

def stundenplan():
    alles = sys.stdin.readlines()
    montag = []
    dienstag = []
    mittwoch = []
    donnerstag = []
    freitag = []
    codes = []
    raeume = []   # [[raum, minuten], ...]
    kaputt = 0
    nr = 0

    for zeile in alles:
        nr = nr + 1
        woerter = zeile.split()
        if len(woerter) == 0:
            continue
        try:
            code, tag, von, bis, raum, lehrer = woerter
            if code in codes:
                raise Exception("Code doppelt")

            # Zeit von
            if len(von) != 5 or von[2] != ":":
                raise Exception("Anfang falsch")
            for i in [0, 1, 3, 4]:
                if von[i] not in "0123456789":
                    raise Exception("Anfang falsch")
            if int(von[0:2]) > 23:
                raise Exception("Anfang Stunde falsch")
            if int(von[3:5]) > 59:
                raise Exception("Anfang Minute falsch")

            # Zeit bis
            if len(bis) != 5 or bis[2] != ":":
                raise Exception("Ende falsch")
            for i in [0, 1, 3, 4]:
                if bis[i] not in "0123456789":
                    raise Exception("Ende falsch")
            if int(bis[0:2]) > 23:
                raise Exception("Ende Stunde falsch")
            if int(bis[3:5]) > 59:
                raise Exception("Ende Minute falsch")

            # geht als Text weil immer zwei Ziffern
            if bis <= von:
                raise Exception("Ende nicht nach Anfang")

            stunde = [code, von, bis, raum, lehrer]
            if tag == "mon":
                montag.append(stunde)
            elif tag == "tue":
                dienstag.append(stunde)
            elif tag == "wed":
                mittwoch.append(stunde)
            elif tag == "thu":
                donnerstag.append(stunde)
            elif tag == "fri":
                freitag.append(stunde)
            else:
                raise Exception("Tag falsch")
            codes.append(code)

            # Minuten zum Raum dazu
            minuten = (int(bis[0:2]) - int(von[0:2])) * 60
            minuten = minuten + int(bis[3:5]) - int(von[3:5])
            gibtsschon = False
            for r in raeume:
                if r[0] == raum:
                    r[1] = r[1] + minuten
                    gibtsschon = True
            if gibtsschon == False:
                raeume.append([raum, minuten])
        except Exception as e:
            kaputt = kaputt + 1
            print("Fehler in Zeile", nr, e, file=sys.stderr)

    # jetzt die Konflikte
    konflikte = 0
    for tagnummer in range(1, 6):
        if tagnummer == 1:
            name = "mon"
            heute = montag
        elif tagnummer == 2:
            name = "tue"
            heute = dienstag
        elif tagnummer == 3:
            name = "wed"
            heute = mittwoch
        elif tagnummer == 4:
            name = "thu"
            heute = donnerstag
        else:
            name = "fri"
            heute = freitag
        heute.sort()
        for a in heute:
            for b in heute:
                if a[0] < b[0]:
                    # gleichzeitig?
                    if a[1] < b[2] and b[1] < a[2]:
                        if a[3] == b[3] and a[4] == b[4]:
                            print(name, a[0], b[0], "both")
                            konflikte = konflikte + 1
                        elif a[3] == b[3]:
                            print(name, a[0], b[0], "room")
                            konflikte = konflikte + 1
                        elif a[4] == b[4]:
                            print(name, a[0], b[0], "teacher")
                            konflikte = konflikte + 1
    if konflikte == 0:
        print("no clashes")

    raeume.sort()
    for r in raeume:
        print(r[0], r[1])
    print("skipped", kaputt)

stundenplan()
