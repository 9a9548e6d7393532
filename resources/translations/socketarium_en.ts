<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>ErrorCauses</name>
    <message numerus="yes">
        <source>This program may hold %n file descriptor(s), and all are in use.</source>
        <translation>
            <numerusform>This program may hold %n file descriptor, and all are in use.</numerusform>
            <numerusform>This program may hold %n file descriptors, and all are in use.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StateText</name>
    <message numerus="yes">
        <source>%n connection(s) turned away</source>
        <translation>
            <numerusform>%n connection turned away</numerusform>
            <numerusform>%n connections turned away</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::Demo</name>
    <message numerus="yes">
        <source>no answer within %n second(s)</source>
        <translation>
            <numerusform>no answer within %n second</numerusform>
            <numerusform>no answer within %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::RecordingViews</name>
    <message numerus="yes">
        <source>%n row(s) hidden</source>
        <translation>
            <numerusform>%n row hidden</numerusform>
            <numerusform>%n rows hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::StreamBlocks</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %n more byte(s): see them all in the hex view</source>
        <translation>
            <numerusform>… %n more byte: see them all in the hex view</numerusform>
            <numerusform>… %n more bytes: see them all in the hex view</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::Composer</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n byte(s) handed to the kernel, %2: %3</source>
        <translation>
            <numerusform>%1 of %n byte handed to the kernel, %2: %3</numerusform>
            <numerusform>%1 of %n bytes handed to the kernel, %2: %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) handed to the kernel, %1</source>
        <translation>
            <numerusform>%n byte handed to the kernel, %1</numerusform>
            <numerusform>%n bytes handed to the kernel, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::FaultPanel</name>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::Inspector</name>
    <message numerus="yes">
        <source>%1, %n byte(s) selected</source>
        <translation>
            <numerusform>%1, %n byte selected</numerusform>
            <numerusform>%1, %n bytes selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::TargetBar</name>
    <message numerus="yes">
        <source>leaves %1 to %n connection(s)</source>
        <translation>
            <numerusform>leaves %1 to %n connection</numerusform>
            <numerusform>leaves %1 to %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: all %n connection(s)</source>
        <translation>
            <numerusform>%1: all %n connection</numerusform>
            <numerusform>%1: all %n connections</numerusform>
        </translation>
    </message>
</context>
</TS>
