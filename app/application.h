#pragma once

/// The whole of `shamal`: reads the command line, shows the window, runs until it is closed. Returns the exit
/// code.
int runApplication(int argc, char** argv);
