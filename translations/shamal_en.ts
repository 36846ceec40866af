<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
