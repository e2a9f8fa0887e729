import java.util.*;

public class Saga {

    private int stepCount;
    private Location here;
    private final Set<Location> known = new HashSet<>();
    private final Holder bag = new Holder();
    private final Map<String, Location> locations = new HashMap<>();

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        Saga saga = new Saga();
        saga.load(in);
        System.out.println(saga.enter(saga.here));
        saga.play(in);
        System.out.println("moves " + saga.stepCount + " rooms " + saga.known.size());
    }

    private void play(Scanner in) {
        for (; in.hasNextLine(); ) {
            String text = in.nextLine().trim();
            if (text.equals("quit")) return;
            if (text.length() > 0) {
                String reply;
                try {
                    reply = respond(new StringTokenizer(text));
                } catch (Impossible i) {
                    reply = i.getMessage();
                }
                System.out.println(reply);
            }
        }
    }

    private String respond(StringTokenizer words) throws Impossible {
        String command = words.nextToken();
        int left = words.countTokens();
        if (left == 0) return respondAlone(command);
        if (left == 1) return respondTo(command, words.nextToken());
        throw new Impossible("what?");
    }

    private String respondAlone(String command) throws Impossible {
        switch (command) {
            case "bag":
                return "bag" + bag;
            case "look":
                return "exits" + sorted(here.exits.keySet()) + "\nthings" + here;
            default:
                throw new Impossible("what?");
        }
    }

    private String respondTo(String command, String thing) throws Impossible {
        switch (command) {
            case "drop":
                bag.moveTo(here, thing);
                return "dropped " + thing;
            case "take":
                here.moveTo(bag, thing);
                return "taken " + thing;
            case "go":
                return go(thing);
            default:
                throw new Impossible("what?");
        }
    }

    private String go(String exit) throws Impossible {
        Location next = here.exits.get(exit);
        if (next != null) {
            stepCount++;
            return enter(next);
        }
        throw new Impossible("no way");
    }

    private String enter(Location next) {
        known.add(next);
        here = next;
        return "at " + next.name;
    }

    private void load(Scanner in) {
        String word = in.next();
        while (!word.equals("play")) {
            switch (word) {
                case "start":
                    here = locationOf(in.next());
                    break;
                case "path":
                    locationOf(in.next()).exits.put(in.next(), locationOf(in.next()));
                    break;
                case "room":
                    locationOf(in.next()).name = in.nextLine().trim();
                    break;
                default:
                    String thing = in.next();
                    locationOf(in.next()).things.add(thing);
            }
            word = in.next();
        }
    }

    private Location locationOf(String key) {
        return locations.computeIfAbsent(key, k -> new Location());
    }

    private static String sorted(Collection<String> all) {
        if (all.isEmpty()) return " -";
        StringBuilder text = new StringBuilder();
        Iterator<String> it = new TreeSet<>(all).iterator();
        while (it.hasNext()) text.append(' ').append(it.next());
        return text.toString();
    }

    private static class Location extends Holder {
        final Map<String, Location> exits = new HashMap<>();
        String name = "nowhere";
    }

    private static class Holder {
        final List<String> things = new ArrayList<>();

        public String toString() {
            return sorted(things);
        }

        void moveTo(Holder target, String thing) throws Impossible {
            if (things.remove(thing)) {
                target.things.add(thing);
            } else {
                throw new Impossible("no such thing");
            }
        }
    }

    private static class Impossible extends Exception {
        Impossible(String why) {
            super(why);
        }
    }
}
