# The short commands; CMake (CMakeLists.txt, CMakePresets.json) does the work.
PREFIX  ?= /usr/local
DESTDIR ?=

all:
	@tools/packages build
	@cmake --preset release >build-release.log 2>&1 || { cat build-release.log; exit 1; }
	@cmake --build --preset release
	@rm -f build-release.log

demo: all
	@tools/packages run
	@tests/demo

test:
	@tools/packages build run test
	@tools/test

bench: all
	@tools/packages test
	@bench/run

fuzz:
	@tools/packages build test
	@tools/fuzz

lint:
	@tools/packages build test
	@tools/lint

install: all
	@DESTDIR="$(DESTDIR)" cmake --install build --prefix "$(PREFIX)" >/dev/null

clean:
	rm -rf build build-dev build-fuzz

.PHONY: all demo test bench fuzz lint install clean
