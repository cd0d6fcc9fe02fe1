# The commands of Evident; the work is done by the scripts in bin/.

.PHONY: help run test lint shots constraints

help:  ## What can be made
	@sed -n 's/^\([a-z]*\):  ## /\1\t/p' $(MAKEFILE_LIST)

run:  ## Serve the site on http://127.0.0.1:8000/ (PORT=… changes the port)
	@bin/run

test:  ## Run all tests; those in a browser where Chromium is installed
	@bin/test

lint:  ## Check style, types, templates, import rules and migrations
	@bin/lint

shots:  ## Take a picture of every page into var/shots/
	@bin/install requirements-dev.txt
	@.venv/bin/python bin/shots.py

constraints:  ## Pin the whole tree again after requirements*.txt changed
	@bin/install requirements.txt
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --no-annotate \
		--no-emit-index-url --custom-compile-command "make constraints" \
		requirements-dev.txt -o constraints.txt
