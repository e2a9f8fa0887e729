import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

public class DungeonMachine {
    /** The machine is in one of three modes; each mode eats a line and names the next mode. */
    enum Mode {
        BUILDING {
            @Override Mode eat(DungeonMachine m, String[] token) {
                switch (token[0]) {
                    case "room":
                        m.titles.put(token[1], String.join(" ", Arrays.asList(token).subList(2, token.length)));
                        return this;
                    case "path":
                        m.doors.computeIfAbsent(token[1], k -> new TreeMap<>()).put(token[2], token[3]);
                        return this;
                    case "thing":
                        m.floor.computeIfAbsent(token[2], k -> new TreeSet<>()).add(token[1]);
                        return this;
                    case "start":
                        m.position = token[1];
                        return this;
                    default:
                        m.enter(m.position);
                        return PLAYING;
                }
            }
        },
        PLAYING {
            @Override Mode eat(DungeonMachine m, String[] token) {
                String object = token.length == 2 ? token[1] : null;
                Set<String> ground = m.floor.computeIfAbsent(m.position, k -> new TreeSet<>());
                NavigableMap<String, String> exits = m.doors.getOrDefault(m.position, new TreeMap<>());
                switch (token[0] + " " + (token.length - 1)) {
                    case "quit 0":
                        return FINISHED;
                    case "look 0":
                        m.say("exits " + words(exits.keySet()));
                        m.say("things " + words(ground));
                        break;
                    case "bag 0":
                        m.say("bag " + words(m.rucksack));
                        break;
                    case "go 1":
                        if (exits.containsKey(object)) {
                            m.moves += 1;
                            m.enter(exits.get(object));
                        } else {
                            m.say("no way");
                        }
                        break;
                    case "take 1":
                        m.say(ground.remove(object) && m.rucksack.add(object) ? "taken " + object : "no such thing");
                        break;
                    case "drop 1":
                        m.say(m.rucksack.remove(object) && ground.add(object) ? "dropped " + object : "no such thing");
                        break;
                    default:
                        m.say("what?");
                }
                return this;
            }
        },
        FINISHED {
            @Override Mode eat(DungeonMachine m, String[] token) {
                return this;
            }
        };

        abstract Mode eat(DungeonMachine m, String[] token);
    }

    private final NavigableMap<String, String> titles = new TreeMap<>();
    private final NavigableMap<String, NavigableMap<String, String>> doors = new TreeMap<>();
    private final NavigableMap<String, Set<String>> floor = new TreeMap<>();
    private final Set<String> rucksack = new TreeSet<>();
    private final Set<String> explored = new LinkedHashSet<>();
    private final StringBuilder transcript = new StringBuilder();
    private String position;
    private int moves;

    private void say(String sentence) {
        transcript.append(sentence).append('\n');
    }

    private void enter(String room) {
        position = room;
        explored.add(room);
        say("at " + titles.get(room));
    }

    private static String words(Collection<String> of) {
        return of.isEmpty() ? "-" : String.join(" ", of);
    }

    public static void main(String[] args) throws IOException {
        DungeonMachine machine = new DungeonMachine();
        Deque<String> tape = new ArrayDeque<>();
        tape.addAll(Arrays.asList(new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\n")));
        for (Mode mode = Mode.BUILDING; mode != Mode.FINISHED && !tape.isEmpty(); ) {
            String text = tape.removeFirst().trim();
            if (!text.isEmpty()) mode = mode.eat(machine, text.split("\\s+"));
        }
        machine.say("moves " + machine.moves + " rooms " + machine.explored.size());
        System.out.print(machine.transcript);
    }
}
