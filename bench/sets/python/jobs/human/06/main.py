import sys

def programm():
    # erste Zeile lesen
    try:
        zeile = input()
    except EOFError:
        zeile = ""
    teile = zeile.split()
    try:
        if teile[0] != "quantum":
            print("bad quantum")
            return
        if len(teile) != 2:
            print("bad quantum")
            return
        if not teile[1].isdecimal() or not teile[1].isascii():
            print("bad quantum")
            return
        quantum = int(teile[1])
        if quantum < 1 or quantum > 100:
            print("bad quantum")
            return
    except:
        print("bad quantum")
        return

    # alle Jobs lesen
    # ein Job ist [name, ankunft, prio, arbeit, gewartet]
    liste = []
    namen = []
    falsch = 0
    while True:
        try:
            zeile = input()
        except EOFError:
            break
        teile = zeile.split()
        if teile == []:
            continue
        gut = True
        try:
            name = teile[0]
            for t in teile[1:]:
                if not t.isdecimal() or not t.isascii():
                    gut = False
            ankunft = int(teile[1])
            prio = int(teile[2])
            arbeit = int(teile[3])
            if len(teile) != 4:
                gut = False
            elif ankunft < 0 or ankunft > 100000:
                gut = False
            elif prio < 0 or prio > 9:
                gut = False
            elif arbeit < 1 or arbeit > 100000:
                gut = False
            elif name in namen:
                gut = False
        except:
            gut = False
        if gut == True:
            liste.append([name, ankunft, prio, arbeit, 0])
            namen.append(name)
        else:
            falsch = falsch + 1
            print("falsche Zeile:", zeile, file=sys.stderr)

    # zehn Schlangen, fuer jede Prio eine
    schlangen = [[], [], [], [], [], [], [], [], [], []]
    anzahl = len(liste)
    zeit = 0
    leer = 0
    summe = 0
    fertig = 0
    liste.sort(key=lambda x: x[1])

    # die ersten Jobs sind bei zeit 0 da
    while len(liste) > 0 and liste[0][1] == 0:
        job = liste.pop(0)
        schlangen[job[2]].append([job, 0])

    while fertig < anzahl:
        # besten Job suchen
        gefunden = False
        for nummer in range(10):
            if gefunden == False and len(schlangen[nummer]) > 0:
                eintrag = schlangen[nummer].pop(0)
                gefunden = True

        if gefunden == False:
            # keiner da, also warten bis der naechste kommt
            neu = liste[0][1]
            leer = leer + (neu - zeit)
            zeit = neu
            job = None
        else:
            job = eintrag[0]
            # er hat gewartet seit er in der Schlange steht
            job[4] = job[4] + (zeit - eintrag[1])
            if job[3] > quantum:
                zeit = zeit + quantum
                job[3] = job[3] - quantum
            else:
                zeit = zeit + job[3]
                job[3] = 0

        # neue Jobs kommen zuerst in die Schlange
        while len(liste) > 0 and liste[0][1] <= zeit:
            neuer = liste.pop(0)
            schlangen[neuer[2]].append([neuer, neuer[1]])

        if job is not None:
            if job[3] == 0:
                print(zeit, "done", job[0], "waited", job[4])
                summe = summe + job[4]
                fertig = fertig + 1
            elif job[2] == 9:
                schlangen[9].append([job, zeit])
            else:
                job[2] = job[2] + 1
                schlangen[job[2]].append([job, zeit])

    # Ende
    print("idle", leer)
    try:
        print("average", summe // anzahl)
    except ZeroDivisionError:
        print("average -")
    print("rejected", falsch)

programm()
