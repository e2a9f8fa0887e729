import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;

/** Produces an overview of supplies: totals per group, shortages and the most valuable article. */
public class SupplyOverview {

    /** An article as described by one input line. Instances never change. */
    private static final class Article {
        private final String key;
        private final String title;
        private final String group;
        private final long stock;
        private final long cents;
        private final long threshold;

        private Article(String key, String title, String group, long stock, long cents, long threshold) {
            this.key = key;
            this.title = title;
            this.group = group;
            this.stock = stock;
            this.cents = cents;
            this.threshold = threshold;
        }

        /** Returns the article found in the text, or null when the text is invalid. */
        static Article parse(String text) {
            String[] columns = text.split(";", -1);
            if (columns.length != 6) {
                return null;
            }
            long[] amounts = new long[3];
            for (int i = 0; i < 3; i++) {
                String column = columns[i + 3].trim();
                if (!column.matches("[0-9]{1,9}")) {
                    return null;
                }
                amounts[i] = Long.parseLong(column);
            }
            return new Article(columns[0].trim(), columns[1].trim(), columns[2].trim(),
                    amounts[0], amounts[1], amounts[2]);
        }

        Article restock(long additional) {
            return new Article(key, title, group, stock + additional, cents, threshold);
        }

        long total() {
            return cents * stock;
        }
    }

    private static List<String> groupLines(Iterable<Article> articles) {
        TreeMap<String, long[]> totals = new TreeMap<>();
        for (Article article : articles) {
            long[] pair = totals.getOrDefault(article.group, new long[] {0, 0});
            pair[0] += 1;
            pair[1] += article.total();
            totals.put(article.group, pair);
        }
        List<String> result = new ArrayList<>();
        for (Map.Entry<String, long[]> group : totals.entrySet()) {
            result.add(group.getKey() + " items " + group.getValue()[0] + " value " + group.getValue()[1]);
        }
        return result;
    }

    private static List<String> shortageLines(Iterable<Article> articles) {
        List<String> result = new ArrayList<>();
        for (Article article : articles) {
            if (article.stock < article.threshold) {
                result.add(article.key + " " + article.title + " " + article.stock + "/" + article.threshold);
            }
        }
        return result;
    }

    private static String mostValuable(Iterable<Article> articles) {
        Article leader = null;
        for (Article article : articles) {
            // Iteration follows the key order, so ties favour the earlier key.
            if (leader == null || leader.total() < article.total()) {
                leader = article;
            }
        }
        return leader == null ? "-" : leader.key;
    }

    public static void main(String[] args) {
        TreeMap<String, Article> articles = new TreeMap<>();
        int invalid = 0;
        Scanner stdin = new Scanner(System.in);
        while (stdin.hasNextLine()) {
            String text = stdin.nextLine();
            if (text.trim().isEmpty()) {
                continue;
            }
            Article parsed = Article.parse(text);
            if (parsed == null) {
                invalid++;
            } else if (articles.containsKey(parsed.key)) {
                articles.put(parsed.key, articles.get(parsed.key).restock(parsed.stock));
            } else {
                articles.put(parsed.key, parsed);
            }
        }
        List<String> output = new ArrayList<>(groupLines(articles.values()));
        output.add("low");
        output.addAll(shortageLines(articles.values()));
        output.add("best " + mostValuable(articles.values()));
        output.add("bad " + invalid);
        output.forEach(System.out::println);
    }
}
