import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.LongStream;

/** Simulates how a crew processes prioritised assignments. */
public final class WorkloadSimulation {

    /** A unit of work; it is removed from the backlog as soon as it begins. */
    private static final class Assignment {
        private final String label;
        private final long submitted;
        private final long urgency;
        private final long duration;

        private Assignment(String label, long submitted, long urgency, long duration) {
            this.label = label;
            this.submitted = submitted;
            this.urgency = urgency;
            this.duration = duration;
        }
    }

    private static final Comparator<Assignment> PRECEDENCE = Comparator
            .comparingLong((Assignment a) -> -a.urgency)
            .thenComparingLong(a -> a.submitted)
            .thenComparing(a -> a.label);

    /** What is recorded about one member of the crew. */
    private static final class Member {
        private long availableFrom;
        private long totalEffort;
        private int completed;
    }

    private final LinkedHashMap<String, Assignment> backlog = new LinkedHashMap<>();
    private int crewSize = 1;
    private int ignoredLines;

    public static void main(String[] arguments) {
        WorkloadSimulation simulation = new WorkloadSimulation();
        try (Scanner feed = new Scanner(System.in)) {
            while (feed.hasNextLine()) {
                simulation.interpret(feed.nextLine().strip());
            }
        }
        simulation.execute();
        System.out.printf("bad %d%n", simulation.ignoredLines);
    }

    private void interpret(String text) {
        if (text.isBlank()) {
            return;
        }
        String[] fields = text.split("\\s+");
        boolean understood;
        if (fields.length == 5 && "job".equals(fields[0])) {
            understood = submit(fields);
        } else if (fields.length == 2 && "workers".equals(fields[0])) {
            Optional<Long> size = unsigned(fields[1]).filter(value -> 1 <= value && value <= 99);
            size.ifPresent(value -> crewSize = value.intValue());
            understood = size.isPresent();
        } else {
            understood = false;
        }
        ignoredLines += understood ? 0 : 1;
    }

    private boolean submit(String[] fields) {
        Optional<Long> submitted = unsigned(fields[2]);
        Optional<Long> urgency = unsigned(fields[3]);
        Optional<Long> duration = unsigned(fields[4]).filter(value -> value > 0);
        if (submitted.isEmpty() || urgency.isEmpty() || duration.isEmpty()) {
            return false;
        }
        Assignment created = new Assignment(fields[1], submitted.get(), urgency.get(), duration.get());
        return backlog.putIfAbsent(created.label, created) == null;
    }

    private static Optional<Long> unsigned(String literal) {
        boolean numeric = literal.length() <= 9 && literal.chars().allMatch(Character::isDigit);
        return numeric ? Optional.of(Long.valueOf(literal)) : Optional.empty();
    }

    private void execute() {
        Member[] crew = new Member[crewSize];
        Arrays.setAll(crew, index -> new Member());
        int population = backlog.size();
        long instant = 0;
        long delayTotal = 0;
        long delayPeak = 0;
        while (!backlog.isEmpty()) {
            int index = availableMember(crew, instant);
            Optional<Assignment> pick = mostPressing(instant);
            if (pick.isPresent() && index < crew.length) {
                Assignment begun = backlog.remove(pick.get().label);
                System.out.printf("%d %s on %d%n", instant, begun.label, index + 1);
                crew[index].availableFrom = instant + begun.duration;
                crew[index].totalEffort += begun.duration;
                crew[index].completed += 1;
                long delay = instant - begun.submitted;
                delayTotal += delay;
                delayPeak = Long.max(delayPeak, delay);
            } else {
                // Skip directly to the following change of state.
                instant = followingInstant(crew, instant);
            }
        }
        summarise(crew, population, delayTotal, delayPeak);
    }

    private static int availableMember(Member[] crew, long instant) {
        int index = 0;
        while (index < crew.length && instant < crew[index].availableFrom) {
            index += 1;
        }
        return index;
    }

    private Optional<Assignment> mostPressing(long instant) {
        return backlog.values().stream().filter(a -> instant >= a.submitted).min(PRECEDENCE);
    }

    private long followingInstant(Member[] crew, long instant) {
        LongStream releases = Arrays.stream(crew).mapToLong(member -> member.availableFrom);
        LongStream submissions = backlog.values().stream().mapToLong(a -> a.submitted);
        return LongStream.concat(releases, submissions).filter(t -> instant < t).min().getAsLong();
    }

    private static void summarise(Member[] crew, int population, long delayTotal, long delayPeak) {
        long completion = Arrays.stream(crew).mapToLong(member -> member.availableFrom).max().orElse(0);
        System.out.printf("end %d%n", completion);
        int number = 0;
        for (Member member : crew) {
            System.out.printf("worker %d busy %d jobs %d%n", ++number, member.totalEffort, member.completed);
        }
        long scaled = population == 0 ? 0 : 100 * delayTotal / population;
        System.out.printf("wait %d.%02d %d%n", scaled / 100, scaled % 100, delayPeak);
    }
}
