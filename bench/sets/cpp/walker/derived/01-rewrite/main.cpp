#include <array>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace {

constexpr int kMaxSide = 60;

// Board stored as one contiguous string; anything outside counts as solid.
class Board {
 public:
  static std::optional<Board> load(std::istream& stream) {
    Board board;
    stream >> board.cols_ >> board.rows_;
    const bool sizeOk = stream.good() && board.cols_ > 0 && board.rows_ > 0 && board.cols_ <= kMaxSide && board.rows_ <= kMaxSide;
    if (!sizeOk) return std::nullopt;
    std::string chunk;
    for (int remaining = board.rows_; remaining > 0; --remaining) {
      chunk.clear();
      stream >> chunk;
      if (static_cast<int>(chunk.length()) != board.cols_) return std::nullopt;
      board.cells_ += chunk;
    }
    return board.validate() ? std::make_optional(board) : std::nullopt;
  }

  char cell(int col, int row) const {
    const bool outside = col < 0 || row < 0 || col >= cols_ || row >= rows_;
    return outside ? '#' : cells_[static_cast<std::size_t>(row) * cols_ + col];
  }

  std::pair<int, int> entrance() const { return {static_cast<int>(entrance_) % cols_, static_cast<int>(entrance_) / cols_}; }

 private:
  bool validate() {
    static const std::string legal = ".#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (cells_.find_first_not_of(legal) != std::string::npos) return false;
    entrance_ = cells_.find('S');
    return entrance_ != std::string::npos && cells_.find('S', entrance_ + 1) == std::string::npos;
  }

  int cols_ = 0, rows_ = 0;
  std::size_t entrance_ = 0;
  std::string cells_;
};

class Explorer {
 public:
  explicit Explorer(const Board& board) : board_(board) { std::tie(col_, row_) = board.entrance(); }

  // Attempts to advance by the given offset and reports what happened.
  void advance(int deltaCol, int deltaRow) {
    const char destination = board_.cell(col_ + deltaCol, row_ + deltaRow);
    if (!accessible(destination)) {
      std::puts("bump");
    } else {
      col_ += deltaCol;
      row_ += deltaRow;
      travelled_ += 1;
      collect(destination);
    }
  }

  void reportStatus() const {
    std::string inventory;
    for (std::size_t i = 0; i < owned_.size(); ++i)
      if (owned_[i]) inventory.push_back(static_cast<char>('a' + i));
    if (inventory.empty()) inventory = "-";
    std::printf("at %d %d steps %u keys %s\n", col_, row_, travelled_, inventory.c_str());
  }

  bool escaped() const { return board_.cell(col_, row_) == 'X'; }
  unsigned travelled() const { return travelled_; }

 private:
  void collect(char thing) {
    if (thing < 'a' || thing > 'z') return;
    bool& slot = owned_[thing - 'a'];
    if (!slot) std::printf("key %c\n", thing);
    slot = true;
  }

  bool accessible(char thing) const {
    switch (thing) {
      case '#': return false;
      case '.': case 'S': case 'X': return true;
      default: return thing >= 'a' || owned_[thing - 'A'];
    }
  }

  const Board& board_;
  int col_ = 0, row_ = 0;
  unsigned travelled_ = 0;
  std::array<bool, 26> owned_{};
};

}  // namespace

int main() {
  const std::optional<Board> board = Board::load(std::cin);
  if (!board.has_value()) {
    std::puts("bad map");
    return 0;
  }
  const std::unordered_map<std::string, std::pair<int, int>> offsets = {
      {"west", {-1, 0}}, {"east", {1, 0}}, {"north", {0, -1}}, {"south", {0, 1}}};
  Explorer explorer(*board);
  std::string token;
  for (;;) {
    if (explorer.escaped()) {
      std::printf("out in %u steps\n", explorer.travelled());
      break;
    }
    if (!(std::cin >> token)) {
      std::printf("lost after %u steps\n", explorer.travelled());
      break;
    }
    const auto offset = offsets.find(token);
    if (offset != offsets.end()) explorer.advance(offset->second.first, offset->second.second);
    else if (token == "look") explorer.reportStatus();
    else if (token != "wait") std::fprintf(stderr, "Unrecognised instruction \"%s\"\n", token.c_str());
  }
}
