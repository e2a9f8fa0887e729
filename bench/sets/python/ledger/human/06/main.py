import sys

# konten: [[name, cent], [name, cent], ...]
konten = []
fehler = 0
zeilennummer = 0

def geld_lesen(text):
    # gibt cent zurueck oder None wenn falsch
    try:
        if "." in text:
            stuecke = text.split(".")
            if len(stuecke) > 2:
                return None
            vorne = stuecke[0]
            hinten = stuecke[1]
            if len(hinten) == 1:
                hinten = hinten + "0"
            elif len(hinten) == 2:
                hinten = hinten
            else:
                return None
        else:
            vorne = text
            hinten = "00"
        if vorne == "":
            return None
        for z in vorne + hinten:
            if z not in "0123456789":
                return None
        wert = int(vorne) * 100 + int(hinten)
        if wert == 0:
            return None
        return wert
    except:
        return None

def bank():
    global fehler, zeilennummer
    for zeile in sys.stdin:
        zeilennummer = zeilennummer + 1
        if zeile.startswith("#"):
            continue
        if zeile.strip() == "":
            continue
        w = zeile.split()
        problem = ""
        try:
            # erst die Konten suchen
            konto1 = None
            konto2 = None
            for k in konten:
                if k[0] == w[1]:
                    konto1 = k
                if len(w) > 2 and k[0] == w[2]:
                    konto2 = k

            if w[0] == "open":
                if len(w) != 2:
                    problem = "open braucht einen Namen"
                elif konto1 != None:
                    problem = "Konto gibt es schon"
                else:
                    konten.append([w[1], 0])
            elif w[0] == "put":
                geld = geld_lesen(w[2])
                if len(w) != 3:
                    problem = "put braucht Name und Betrag"
                elif konto1 == None:
                    problem = "Konto gibt es nicht"
                elif geld == None:
                    problem = "Betrag ist falsch"
                else:
                    konto1[1] = konto1[1] + geld
            elif w[0] == "take":
                geld = geld_lesen(w[2])
                if len(w) != 3:
                    problem = "take braucht Name und Betrag"
                elif konto1 == None:
                    problem = "Konto gibt es nicht"
                elif geld == None:
                    problem = "Betrag ist falsch"
                elif konto1[1] < geld:
                    problem = "zu wenig Geld"
                else:
                    konto1[1] = konto1[1] - geld
            elif w[0] == "move":
                geld = geld_lesen(w[3])
                if len(w) != 4:
                    problem = "move braucht zwei Namen und Betrag"
                elif konto1 == None:
                    problem = "erstes Konto gibt es nicht"
                elif konto2 == None:
                    problem = "zweites Konto gibt es nicht"
                elif w[1] == w[2]:
                    problem = "das ist das gleiche Konto"
                elif geld == None:
                    problem = "Betrag ist falsch"
                elif konto1[1] < geld:
                    problem = "zu wenig Geld"
                else:
                    konto1[1] = konto1[1] - geld
                    konto2[1] = konto2[1] + geld
            elif w[0] == "close":
                if len(w) != 2:
                    problem = "close braucht einen Namen"
                elif konto1 == None:
                    problem = "Konto gibt es nicht"
                elif konto1[1] != 0:
                    problem = "Konto ist nicht leer"
                else:
                    konten.remove(konto1)
            else:
                problem = "Befehl kenne ich nicht"
        except:
            problem = "Zeile ist kaputt"
        if problem != "":
            fehler = fehler + 1
            print("Zeile " + str(zeilennummer) + ": " + problem, file=sys.stderr)

    # Ausgabe, die Summe kommt wie ein Konto ans Ende
    konten.sort()
    summe = 0
    for k in konten:
        summe = summe + k[1]
    konten.append(["total", summe])
    for k in konten:
        ziffern = str(k[1])
        while len(ziffern) < 3:
            ziffern = "0" + ziffern
        print(k[0] + " " + ziffern[:-2] + "." + ziffern[-2:])
    print("refused " + str(fehler))

bank()
