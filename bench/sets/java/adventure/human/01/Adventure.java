import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

public class Adventure {
    static class Room {
        String title;
        Map<String, String> exits = new TreeMap<>();
        Set<String> things = new TreeSet<>();
    }

    static Map<String, Room> rooms = new TreeMap<>();
    static Set<String> bag = new TreeSet<>();
    static Set<String> seen = new HashSet<>();
    static String here;
    static int moves = 0;

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        readWorld(in);
        enter(here);
        String line;
        while ((line = in.readLine()) != null) {
            line = line.trim();
            if (line.isEmpty()) {
                continue;
            }
            if (line.equals("quit")) {
                break;
            }
            command(line.split("\\s+"));
        }
        System.out.println("moves " + moves + " rooms " + seen.size());
    }

    static void readWorld(BufferedReader in) throws IOException {
        String line;
        while ((line = in.readLine()) != null && !line.trim().equals("play")) {
            String[] words = line.trim().split("\\s+", 3);
            switch (words[0]) {
                case "room":
                    room(words[1]).title = words[2];
                    break;
                case "path":
                    String[] rest = words[2].split("\\s+");
                    room(words[1]).exits.put(rest[0], rest[1]);
                    break;
                case "thing":
                    room(words[2]).things.add(words[1]);
                    break;
                case "start":
                    here = words[1];
                    break;
            }
        }
    }

    // a room may be named before it is described
    static Room room(String id) {
        if (!rooms.containsKey(id)) {
            rooms.put(id, new Room());
        }
        return rooms.get(id);
    }

    static void enter(String id) {
        here = id;
        seen.add(id);
        System.out.println("at " + room(id).title);
    }

    static void command(String[] words) {
        Room room = room(here);
        if (words.length == 1 && words[0].equals("look")) {
            System.out.println("exits " + join(room.exits.keySet()));
            System.out.println("things " + join(room.things));
        } else if (words.length == 1 && words[0].equals("bag")) {
            System.out.println("bag " + join(bag));
        } else if (words.length == 2 && words[0].equals("go")) {
            String next = room.exits.get(words[1]);
            if (next == null) {
                System.out.println("no way");
            } else {
                moves++;
                enter(next);
            }
        } else if (words.length == 2 && words[0].equals("take")) {
            carry(room.things, bag, words[1], "taken ");
        } else if (words.length == 2 && words[0].equals("drop")) {
            carry(bag, room.things, words[1], "dropped ");
        } else {
            System.out.println("what?");
        }
    }

    static void carry(Set<String> from, Set<String> to, String thing, String message) {
        if (!from.remove(thing)) {
            System.out.println("no such thing");
            return;
        }
        to.add(thing);
        System.out.println(message + thing);
    }

    static String join(Collection<String> words) {
        if (words.isEmpty()) {
            return "-";
        }
        return String.join(" ", words);
    }
}
