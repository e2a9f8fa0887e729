import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Scanner;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs a scripted exploration of a small textual world. */
public final class TextWorldRunner {

    /** A location with its outgoing passages and the objects lying around. */
    private static final class Location {
        private String description = "";
        private final SortedMap<String, String> passages = new TreeMap<>();
        private final SortedSet<String> objects = new TreeSet<>();
    }

    private final HashMap<String, Location> map = new HashMap<>();
    private final SortedSet<String> inventory = new TreeSet<>();
    private final LinkedHashSet<String> discovered = new LinkedHashSet<>();
    private String currentKey;
    private int successfulMoves;

    public static void main(String[] arguments) {
        try (Scanner script = new Scanner(System.in)) {
            TextWorldRunner runner = new TextWorldRunner();
            runner.loadDefinitions(script);
            runner.visit(runner.currentKey);
            runner.interpretScript(script);
            System.out.printf("moves %d rooms %d%n", runner.successfulMoves, runner.discovered.size());
        }
    }

    /** Consumes definitions up to and including the marker that begins the game. */
    private void loadDefinitions(Scanner script) {
        boolean finished = false;
        while (!finished && script.hasNextLine()) {
            Scanner fields = new Scanner(script.nextLine());
            if (!fields.hasNext()) {
                continue;
            }
            String kind = fields.next();
            if ("play".equals(kind)) {
                finished = true;
            } else if ("start".equals(kind)) {
                currentKey = fields.next();
            } else if ("thing".equals(kind)) {
                String object = fields.next();
                locate(fields.next()).objects.add(object);
            } else if ("path".equals(kind)) {
                Location origin = locate(fields.next());
                origin.passages.put(fields.next(), fields.next());
            } else if ("room".equals(kind)) {
                Location described = locate(fields.next());
                described.description = fields.nextLine().strip();
            }
        }
    }

    private void interpretScript(Scanner script) {
        while (script.hasNextLine()) {
            String request = script.nextLine().strip();
            if ("quit".equals(request)) {
                return;
            }
            if (!request.isEmpty()) {
                respond(request.split("\\s+"));
            }
        }
    }

    /** Locations are created on demand, since passages can mention them early. */
    private Location locate(String key) {
        return map.computeIfAbsent(key, unused -> new Location());
    }

    private void visit(String key) {
        currentKey = key;
        discovered.add(key);
        say("at", locate(key).description);
    }

    private void respond(String[] request) {
        Location spot = locate(currentKey);
        String signature = request[0] + ":" + request.length;
        switch (signature) {
            case "go:2" -> travel(spot, request[1]);
            case "take:2" -> say(shift(request[1], spot.objects, inventory) ? "taken " + request[1] : "no such thing");
            case "drop:2" -> say(shift(request[1], inventory, spot.objects) ? "dropped " + request[1] : "no such thing");
            case "bag:1" -> say("bag", enumerate(inventory));
            case "look:1" -> {
                say("exits", enumerate(spot.passages.keySet()));
                say("things", enumerate(spot.objects));
            }
            default -> say("what?");
        }
    }

    private void travel(Location origin, String heading) {
        if (!origin.passages.containsKey(heading)) {
            say("no way");
            return;
        }
        successfulMoves += 1;
        visit(origin.passages.get(heading));
    }

    private static boolean shift(String object, SortedSet<String> source, SortedSet<String> destination) {
        return source.contains(object) && source.remove(object) && destination.add(object);
    }

    private static void say(String... pieces) {
        System.out.println(String.join(" ", pieces));
    }

    private static String enumerate(Iterable<String> entries) {
        String joined = String.join(" ", entries);
        return joined.isEmpty() ? "-" : joined;
    }
}
