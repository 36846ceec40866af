#pragma once
#include "fields/progress.h"

#include <QCommandLineParser>
#include <QStringList>

#include <stop_token>
#include <string>
#include <vector>

/// Exit codes of shamal-batch.
enum ExitCode { Done = 0, Defect = 1, WrongUsage = 2, BadInput = 3, StoppedEarly = 4 };

/// Thrown by a verb when its command line is wrong; shown with the verb's usage.
class UsageError : public shamal::Error {
public:
    using Error::Error;
};

/// What a verb is given besides its parsed command line.
struct BatchContext {
    shamal::Progress progress;  ///< stderr: a bar on a terminal, plain lines otherwise
    std::stop_token stop;       ///< set by SIGINT and SIGTERM
    QStringList commandLine;    ///< as typed, program name first
};

struct Verb {
    const char* name;
    const char* summary;
    void (*declare)(QCommandLineParser& parser);
    void (*run)(const QCommandLineParser& parser,
                const BatchContext& context);  ///< result to stdout; throws shamal::Error
};

extern const Verb kInfoVerb;         // verb_info.cpp
extern const Verb kDemoDataVerb;     // verb_demo_data.cpp
extern const Verb kTrainVerb;        // verb_train.cpp
extern const Verb kImportModelVerb;  // verb_import_model.cpp
extern const Verb kDownscaleVerb;    // verb_downscale.cpp
extern const Verb kEvaluateVerb;     // verb_evaluate.cpp
extern const Verb kStatisticsVerb;   // verb_statistics.cpp

/// The whole of shamal-batch: finds the verb, runs it, turns exceptions into exit codes.
int runBatch(int argc, char** argv);
