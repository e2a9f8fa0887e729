#include <algorithm>
#include <cctype>
#include <complex>
#include <iostream>
#include <map>
#include <optional>
#include <string>

// A place is a complex number: east is 1, south is i.  Directions then simply add up.
using Place = std::complex<int>;

struct Less {
  bool operator()(const Place& a, const Place& b) const {
    return a.imag() != b.imag() ? a.imag() < b.imag() : a.real() < b.real();
  }
};

using World = std::map<Place, char, Less>;  // walls are left out

struct State {
  Place place;
  int steps{};
  std::string keys;
};

std::optional<World> readWorld(std::istream& in) {
  int width{}, height{};
  in >> width >> height;
  const auto sane = [](int n) { return n >= 1 && n <= 60; };
  if (!in || !sane(width) || !sane(height)) return {};
  World world;
  for (int y = 0; y < height; ++y) {
    std::string row;
    if (!(in >> row) || row.size() != size_t(width)) return {};
    for (int x = 0; x < width; ++x) {
      const char c = row[x];
      if (c == '#') continue;
      if (c != '.' && !std::isalpha(static_cast<unsigned char>(c))) return {};
      world.emplace(Place{x, y}, c);
    }
  }
  const auto isStart = [](const auto& field) { return field.second == 'S'; };
  if (std::count_if(world.begin(), world.end(), isStart) != 1) return {};
  return world;
}

bool holds(const State& s, char key) { return s.keys.find(key) != std::string::npos; }

bool passable(const State& s, char c) {
  const bool door = c >= 'A' && c <= 'Z' && c != 'S' && c != 'X';
  return !door || holds(s, char(c - 'A' + 'a'));
}

State walk(const World& world, State s, Place direction) {
  const auto next = world.find(s.place + direction);
  if (next == world.end() || !passable(s, next->second)) {
    std::cout << "bump\n";
    return s;
  }
  s.place = next->first;
  ++s.steps;
  const char c = next->second;
  if (c >= 'a' && c <= 'z' && !holds(s, c)) {
    s.keys += c;
    std::sort(s.keys.begin(), s.keys.end());
    std::cout << "key " << c << '\n';
  }
  return s;
}

int main() {
  const auto world = readWorld(std::cin);
  if (!world) {
    std::cout << "bad map\n";
    return 0;
  }
  const std::map<std::string, Place> compass{
      {"north", {0, -1}}, {"east", {1, 0}}, {"south", {0, 1}}, {"west", {-1, 0}}};
  State state;
  for (const auto& [place, c] : *world)
    if (c == 'S') state.place = place;

  for (std::string word; std::cin >> word;) {
    if (const auto way = compass.find(word); way != compass.end()) {
      state = walk(*world, state, way->second);
      if (world->at(state.place) == 'X') {
        std::cout << "out in " << state.steps << " steps\n";
        return 0;
      }
    } else if (word == "look") {
      std::cout << "at " << state.place.real() << ' ' << state.place.imag() << " steps " << state.steps
                << " keys " << (state.keys.empty() ? "-" : state.keys) << '\n';
    } else if (word != "wait") {
      std::cerr << "ignored: " << word << '\n';
    }
  }
  std::cout << "lost after " << state.steps << " steps\n";
}
