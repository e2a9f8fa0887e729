import java.io.*;
import java.util.*;

class A {
  static class Node {
    final String id; String title; int marks;
    final ArrayList<String> dirs = new ArrayList<>();
    final ArrayList<Node> ends = new ArrayList<>();
    final PriorityQueue<String> stuff = new PriorityQueue<>();
    Node(String id) { this.id = id; }
  }

  static final HashMap<String, Node> nodes = new HashMap<>();
  static final Node BAG = new Node("");   // a node nobody can walk to

  static Node node(String id) { return nodes.computeIfAbsent(id, Node::new); }

  static String names(Collection<String> c) {
    Object[] o = c.toArray();
    if (o.length == 0) return " -";
    Arrays.sort(o);
    StringBuilder b = new StringBuilder();
    for (Object x : o) b.append(" ").append(x);
    return b.toString();
  }

  static String shift(Node a, Node b, String t, String how) {
    if (!a.stuff.remove(t)) return "no such thing";
    b.stuff.add(t);
    return how + " " + t;
  }

  static String next(BufferedReader br) throws IOException {
    String s = br.readLine();
    while (s != null && s.isBlank()) s = br.readLine();
    return s == null ? null : s.trim();
  }

  public static void main(String[] x) throws IOException {
    BufferedReader br = new BufferedReader(new InputStreamReader(System.in));
    Node at = null;
    for (String s; !(s = next(br)).equals("play"); ) {
      StringTokenizer t = new StringTokenizer(s);
      char k = t.nextToken().charAt(0);
      String id = t.nextToken();
      if (k == 'r') node(id).title = t.nextToken("").trim();
      if (k == 's') at = node(id);
      if (k == 't') node(t.nextToken()).stuff.add(id);
      if (k == 'p') {
        node(id).dirs.add(t.nextToken());
        node(id).ends.add(node(t.nextToken()));
      }
    }

    int n = 0;
    at.marks++;
    System.out.println("at " + at.title);
    for (String s; (s = next(br)) != null && !s.equals("quit"); ) {
      String[] t = s.split(" +");
      String a = t.length == 2 ? t[1] : "", say = "what?";
      if (s.equals("look")) say = "exits" + names(at.dirs) + "\nthings" + names(at.stuff);
      else if (s.equals("bag")) say = "bag" + names(BAG.stuff);
      else if (a.isEmpty()) ;
      else if (t[0].equals("take")) say = shift(at, BAG, a, "taken");
      else if (t[0].equals("drop")) say = shift(BAG, at, a, "dropped");
      else if (t[0].equals("go")) {
        int i = at.dirs.indexOf(a);
        say = "no way";
        if (i >= 0) {
          at = at.ends.get(i);
          at.marks++;
          n++;
          say = "at " + at.title;
        }
      }
      System.out.println(say);
    }
    int seen = 0;
    for (Node v : nodes.values()) if (v.marks > 0) seen++;
    System.out.println("moves " + n + " rooms " + seen);
  }
}
