<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Analyses</name>
    <message numerus="yes">
        <source>Over the %n day(s) that all have:</source>
        <translation>
            <numerusform>Over the %n day that all have:</numerusform>
            <numerusform>Over the %n days that all have:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, lag %2: RMSE %3, R² %4, %n pair(s) of days</source>
        <translation>
            <numerusform>%1, lag %2: RMSE %3, R² %4, %n pair of days</numerusform>
            <numerusform>%1, lag %2: RMSE %3, R² %4, %n pairs of days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n day(s) in common</source>
        <translation>
            <numerusform>%1: %n day in common</numerusform>
            <numerusform>%1: %n days in common</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n members: fair CRPS %2, spread %3, RMSE of their mean %4, spread/skill %5</source>
        <translation>
            <numerusform>%1, %n member: fair CRPS %2, spread %3, RMSE of its mean %4, spread/skill %5</numerusform>
            <numerusform>%1, %n members: fair CRPS %2, spread %3, RMSE of their mean %4, spread/skill %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Spectra over the bounding box of the region, mean of %n day(s):</source>
        <translation>
            <numerusform>Spectra over the bounding box of the region, mean of %n day:</numerusform>
            <numerusform>Spectra over the bounding box of the region, mean of %n days:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n day(s), worth %2 independent ones</source>
        <translation>
            <numerusform>%1: %n day, worth %2 independent ones</numerusform>
            <numerusform>%1: %n days, worth %2 independent ones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayText</name>
    <message numerus="yes">
        <source>short day: mean of %n step(s), %1 h are missing</source>
        <translation>
            <numerusform>short day: mean of %n step, %1 h are missing</numerusform>
            <numerusform>short day: mean of %n steps, %1 h are missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean of %n step(s)</source>
        <translation>
            <numerusform>mean of %n step</numerusform>
            <numerusform>mean of %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DownscalePanel</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message numerus="yes">
        <source>A spread needs two members or more; this run has %n.</source>
        <translation>
            <numerusform>A spread needs two members or more; this run has %n.</numerusform>
            <numerusform>A spread needs two members or more; this run has %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This run has %n member(s).</source>
        <translation>
            <numerusform>This run has %n member.</numerusform>
            <numerusform>This run has %n members.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n day(s)</source>
        <translation>
            <numerusform>%1, %n day</numerusform>
            <numerusform>%1, %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>add %n regions</source>
        <translation>
            <numerusform>add %n region</numerusform>
            <numerusform>add %n regions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove %n regions</source>
        <translation>
            <numerusform>remove %n region</numerusform>
            <numerusform>remove %n regions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n pair(s) of days that follow each other in this season; a comparison of each day with the day before needs %2.</source>
        <translation>
            <numerusform>%1 has %n pair of days that follow each other in this season; a comparison of each day with the day before needs %2.</numerusform>
            <numerusform>%1 has %n pairs of days that follow each other in this season; a comparison of each day with the day before needs %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceFacts</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s), the first after %1</source>
        <translation>
            <numerusform>%n gap, the first after %1</numerusform>
            <numerusform>%n gaps, the first after %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) with too few steps, the first %1</source>
        <translation>
            <numerusform>%n day with too few steps: %1</numerusform>
            <numerusform>%n days with too few steps, the first %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) came twice, taken from %1</source>
        <translation>
            <numerusform>%n step came twice, taken from %1</numerusform>
            <numerusform>%n steps came twice, taken from %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n only here</source>
        <translation>
            <numerusform>, %n only here</numerusform>
            <numerusform>, %n only here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeActions</name>
    <message numerus="yes">
        <source>%n Day(s) a Second</source>
        <translation>
            <numerusform>%n Day a Second</numerusform>
            <numerusform>%n Days a Second</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Work</name>
    <message numerus="yes">
        <source>%n day(s) downscaled.</source>
        <translation>
            <numerusform>%n day downscaled.</numerusform>
            <numerusform>%n days downscaled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancelled; %n finished day(s) kept.</source>
        <translation>
            <numerusform>Cancelled; %n finished day kept.</numerusform>
            <numerusform>Cancelled; %n finished days kept.</numerusform>
        </translation>
    </message>
</context>
</TS>
