import java.util.*;

public class Depot {

    private final SortedMap<String, Article> articles = new TreeMap<>();
    private final SortedMap<String, Rack> racks = new TreeMap<>();

    public static void main(String[] args) {
        Depot depot = new Depot();
        int wrong = depot.readAll(new Scanner(System.in));
        depot.printRacks();
        depot.printScarce();
        System.out.println("best " + depot.findBest());
        System.out.println("bad " + wrong);
    }

    private int readAll(Scanner in) {
        int wrong = 0;
        for (; in.hasNextLine(); ) {
            String note = in.nextLine().trim();
            if (note.length() != 0) {
                try {
                    store(note);
                } catch (BadNote b) {
                    System.err.println(b.getMessage());
                    wrong++;
                }
            }
        }
        return wrong;
    }

    private void printRacks() {
        for (Map.Entry<String, Rack> e : racks.entrySet()) {
            System.out.println(e.getKey() + " items " + e.getValue().articles.size() + " value " + e.getValue().total());
        }
    }

    private void printScarce() {
        System.out.println("low");
        for (Article a : articles.values()) {
            if (a.have >= a.need) continue;
            System.out.println(a.id + " " + a.name + " " + a.have + "/" + a.need);
        }
    }

    private String findBest() {
        String winner = "-";
        long highest = -1;
        for (Article a : articles.values()) {
            long t = a.total();
            if (t <= highest) continue;
            highest = t;
            winner = a.id;
        }
        return winner;
    }

    void store(String note) throws BadNote {
        String[] parts = note.split("\\s*;\\s*", -1);
        if (parts.length == 6) {
            Article article = new Article(parts[0], parts[1], natural(parts[3]), natural(parts[4]), natural(parts[5]));
            Article old = articles.get(article.id);
            if (old == null) {
                articles.put(article.id, article);
                racks.computeIfAbsent(parts[2], k -> new Rack()).articles.add(article);
            } else {
                old.have += article.have;
            }
        } else {
            throw new BadNote("six fields are wanted: " + note);
        }
    }

    private static int natural(String text) throws BadNote {
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new BadNote("no number: " + text);
        }
        if (value >= 0) return value;
        throw new BadNote("below nothing: " + text);
    }

    static class Rack {
        private final List<Article> articles = new LinkedList<>();

        long total() {
            long sum = 0;
            Iterator<Article> it = articles.iterator();
            while (it.hasNext()) sum += it.next().total();
            return sum;
        }
    }

    static class Article {
        int have;
        final int price, need;
        final String id, name;

        Article(String id, String name, int have, int price, int need) {
            this.need = need;
            this.price = price;
            this.have = have;
            this.name = name;
            this.id = id;
        }

        long total() {
            return (long) price * have;
        }
    }

    static class BadNote extends Exception {
        BadNote(String text) {
            super(text);
        }
    }
}
