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
        int visits = 0;
        long firstVisit = -1;
        Map<String, String> exits = new TreeMap<>();
        Set<String> things = new TreeSet<>();
        boolean isDeadEnd() {
            return exits.isEmpty();
        }

        int degree() {
            int degree = 0;
            for (String direction : exits.keySet()) {
                degree += direction.isEmpty() ? 0 : 1;
            }
            return degree;
        }
    }

    static Map<String, Room> rooms = new TreeMap<>();
    static Set<String> bag = new TreeSet<>();
    static Set<String> seen = new HashSet<>();
    static String here;
    static int moves = 0;
    static int score = 0;
    static StringBuilder transcript = new StringBuilder();
    static final boolean TRACE = System.getenv("ADVENTURE_TRACE") != null;

    static void trace(String text) {
        transcript.append(text).append('\n');
        if (TRACE) {
            System.err.println("trace: " + text);
        }
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        readWorld(in);
        trace(rooms.size() + " rooms, start " + here);
        int turn = 0;
        enter(here);
        String line;
        while ((line = in.readLine()) != null) {
            line = line.trim();
            if (line.isEmpty()) {
                continue;
            }
            turn++;
            trace("turn " + turn + ": " + line);
            if (line.equals("quit")) {
                break;
            }
            command(line.split("\\s+"));
            if (turn % 10 == 0) {
                trace("score " + score());
            }
        }
        System.out.println("moves " + moves + " rooms " + seen.size());
    }

    static void readWorld(BufferedReader in) throws IOException {
        int count = 0;
        String line;
        while ((line = in.readLine()) != null && !line.trim().equals("play")) {
            String[] words = line.trim().split("\\s+", 3);
            count++;
            trace("world " + count + ": " + words[0]);
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
        Room entered = room(id);
        entered.visits++;
        if (entered.firstVisit < 0) {
            entered.firstVisit = moves;
            score += 5;
        }
        if (entered.isDeadEnd()) {
            trace("no way out of " + id);
        }
        here = id;
        seen.add(id);
        System.out.println("at " + room(id).title);
    }

    static void command(String[] words) {
        if (words.length > 2) {
            trace("too many words");
        }
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
        trace("carry " + thing);
        if (!from.remove(thing)) {
            System.out.println("no such thing");
            return;
        }
        to.add(thing);
        score += 1;
        System.out.println(message + thing);
    }

    // not shown to the player yet
    static int score() {
        int sum = score;
        for (Room room : rooms.values()) {
            if (room.visits > 1) {
                sum -= room.visits - 1;
            }
        }
        return Math.max(sum, 0);
    }

    static String join(Collection<String> words) {
        if (words.isEmpty()) {
            return "-";
        }
        return String.join(" ", words);
    }
}
