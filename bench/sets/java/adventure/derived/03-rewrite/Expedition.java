import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeSet;

/**
 * Replays an expedition. The terrain is fixed; progress is captured in an
 * Outcome which pairs the new condition of the expedition with a message.
 */
public class Expedition {

    private static final String CARRIED = "<carried>";

    private static final class Link {
        final String origin;
        final String heading;
        final String destination;

        Link(String[] fields) {
            origin = fields[1];
            heading = fields[2];
            destination = fields[3];
        }
    }

    private static final class Condition {
        final String spot;
        final Map<String, String> objects;
        final List<String> route;

        Condition(String spot, Map<String, String> objects, List<String> route) {
            this.spot = spot;
            this.objects = objects;
            this.route = route;
        }

        Condition moveOn(String destination) {
            List<String> longer = new ArrayList<>(route);
            longer.add(destination);
            return new Condition(destination, objects, longer);
        }

        Condition relocate(String object, String target) {
            Map<String, String> updated = new HashMap<>(objects);
            updated.put(object, target);
            return new Condition(spot, updated, route);
        }

        /** Lists the objects that are presently at the target. */
        List<String> objectsAt(String target) {
            List<String> matches = new ArrayList<>();
            objects.forEach((object, location) -> {
                if (location.equals(target)) {
                    matches.add(object);
                }
            });
            return matches;
        }
    }

    private static final Map<String, String> NAMES = new HashMap<>();
    private static final List<Link> LINKS = new ArrayList<>();

    private static String enumerate(String caption, List<String> entries) {
        if (entries.isEmpty()) {
            return caption + " -";
        }
        return caption + " " + String.join(" ", new TreeSet<>(entries));
    }

    private static Condition exchange(Condition before, String object, String source, String target, String success) {
        if (!source.equals(before.objects.get(object))) {
            System.out.println("no such thing");
            return before;
        }
        System.out.println(success + " " + object);
        return before.relocate(object, target);
    }

    private static Condition travel(Condition before, String heading) {
        for (Link link : LINKS) {
            if (link.origin.equals(before.spot) && link.heading.equals(heading)) {
                System.out.println("at " + NAMES.get(link.destination));
                return before.moveOn(link.destination);
            }
        }
        System.out.println("no way");
        return before;
    }

    /** Performs one instruction and hands back the resulting condition. */
    private static Condition perform(Condition before, String[] fields) {
        boolean alone = fields.length == 1;
        boolean withObject = fields.length == 2;
        if (withObject && fields[0].equals("go")) {
            return travel(before, fields[1]);
        } else if (withObject && fields[0].equals("take")) {
            return exchange(before, fields[1], before.spot, CARRIED, "taken");
        } else if (withObject && fields[0].equals("drop")) {
            return exchange(before, fields[1], CARRIED, before.spot, "dropped");
        } else if (alone && fields[0].equals("bag")) {
            System.out.println(enumerate("bag", before.objectsAt(CARRIED)));
        } else if (alone && fields[0].equals("look")) {
            List<String> headings = new ArrayList<>();
            for (Link link : LINKS) {
                if (link.origin.equals(before.spot)) {
                    headings.add(link.heading);
                }
            }
            System.out.println(enumerate("exits", headings));
            System.out.println(enumerate("things", before.objectsAt(before.spot)));
        } else {
            System.out.println("what?");
        }
        return before;
    }

    public static void main(String[] args) {
        Scanner stdin = new Scanner(System.in);
        Map<String, String> initial = new HashMap<>();
        String origin = null;
        Condition condition = null;
        while (stdin.hasNextLine()) {
            String text = stdin.nextLine().trim();
            String[] fields = text.split("\\s+");
            if (text.isEmpty()) {
                continue;
            } else if (condition != null) {
                if (text.equals("quit")) {
                    break;
                }
                condition = perform(condition, fields);
            } else if (fields[0].equals("play")) {
                System.out.println("at " + NAMES.get(origin));
                condition = new Condition(origin, initial, List.of(origin));
            } else if (fields[0].equals("room")) {
                NAMES.put(fields[1], text.split("\\s+", 3)[2]);
            } else if (fields[0].equals("path")) {
                LINKS.add(new Link(fields));
            } else if (fields[0].equals("thing")) {
                initial.put(fields[1], fields[2]);
            } else {
                origin = fields[1];
            }
        }
        int distinct = new HashSet<>(condition.route).size();
        System.out.println("moves " + (condition.route.size() - 1) + " rooms " + distinct);
    }
}
