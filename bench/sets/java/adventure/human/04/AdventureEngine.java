import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/** What the player can say: one class for each verb. */
interface Verb {
    void perform(State state, String object);
}

class State {
    final Map<String, String> titleOf = new HashMap<>();
    final Map<String, String> target = new HashMap<>();     // "room/direction" -> room
    final Map<String, String> whereIs = new HashMap<>();    // thing -> room, or "" for the bag
    final List<String> visited = new ArrayList<>();
    String current;
    int moves;

    void arrive(String room) {
        current = room;
        if (!visited.contains(room)) visited.add(room);
        System.out.println("at " + titleOf.get(room));
    }

    void printSorted(String label, List<String> words) {
        String[] array = words.toArray(new String[0]);
        Arrays.sort(array);
        System.out.println(label + " " + (array.length == 0 ? "-" : String.join(" ", array)));
    }

    List<String> thingsAt(String place) {
        List<String> result = new ArrayList<>();
        for (Map.Entry<String, String> e : whereIs.entrySet()) {
            if (e.getValue().equals(place)) result.add(e.getKey());
        }
        return result;
    }

    List<String> exits() {
        List<String> result = new ArrayList<>();
        for (String key : target.keySet()) {
            if (key.startsWith(current + "/")) result.add(key.substring(current.length() + 1));
        }
        return result;
    }
}

class Go implements Verb {
    public void perform(State state, String object) {
        String next = state.target.get(state.current + "/" + object);
        if (next == null) {
            System.out.println("no way");
        } else {
            state.moves++;
            state.arrive(next);
        }
    }
}

class Take implements Verb {
    public void perform(State state, String object) {
        boolean done = state.whereIs.replace(object, state.current, "");
        System.out.println(done ? "taken " + object : "no such thing");
    }
}

class Drop implements Verb {
    public void perform(State state, String object) {
        boolean done = state.whereIs.replace(object, "", state.current);
        System.out.println(done ? "dropped " + object : "no such thing");
    }
}

class Look implements Verb {
    public void perform(State state, String object) {
        state.printSorted("exits", state.exits());
        state.printSorted("things", state.thingsAt(state.current));
    }
}

class Bag implements Verb {
    public void perform(State state, String object) {
        state.printSorted("bag", state.thingsAt(""));
    }
}

public class AdventureEngine {
    private static final Map<String, Verb> WITH_OBJECT = Map.of("go", new Go(), "take", new Take(), "drop", new Drop());
    private static final Map<String, Verb> ALONE = Map.of("look", new Look(), "bag", new Bag());

    static void define(State state, String[] words) {
        if (words[0].equals("room")) {
            state.titleOf.put(words[1], String.join(" ", Arrays.copyOfRange(words, 2, words.length)));
        } else if (words[0].equals("path")) {
            state.target.put(words[1] + "/" + words[2], words[3]);
        } else if (words[0].equals("thing")) {
            state.whereIs.put(words[1], words[2]);
        } else if (words[0].equals("start")) {
            state.current = words[1];
        }
    }

    public static void main(String[] argv) {
        State state = new State();
        boolean playing = false;
        for (Scanner sc = new Scanner(System.in); sc.hasNextLine(); ) {
            String[] words = sc.nextLine().trim().split("\\s+");
            if (words[0].isEmpty()) continue;
            if (!playing) {
                playing = words[0].equals("play");
                if (playing) state.arrive(state.current);
                else define(state, words);
                continue;
            }
            if (words.length == 1 && words[0].equals("quit")) break;
            Verb verb = words.length == 1 ? ALONE.get(words[0]) : words.length == 2 ? WITH_OBJECT.get(words[0]) : null;
            if (verb == null) System.out.println("what?");
            else verb.perform(state, words[words.length - 1]);
        }
        System.out.println("moves " + state.moves + " rooms " + state.visited.size());
    }
}
