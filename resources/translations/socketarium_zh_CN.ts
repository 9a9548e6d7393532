<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ErrorCauses</name>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>A route exists, but nobody answers for this address: the host is off, the cable is out, or a route or firewall says &quot;unreachable&quot;.</source>
        <translation>路由存在，但该地址无人应答：主机已关机、网线已断开，或者某条路由或防火墙回复“不可达”。</translation>
    </message>
    <message>
        <source>Check that the device is switched on and in the same network, then try ping.</source>
        <translation>请检查设备是否已开机且位于同一网络，然后试试 ping。</translation>
    </message>
    <message>
        <source>Try again when it is reachable.</source>
        <translation>可达后再重试。</translation>
    </message>
    <message>
        <source>This machine has no route to that network: no interface is up for it and there is no default route.</source>
        <translation>本机没有到该网络的路由：没有相应的已启用接口，也没有默认路由。</translation>
    </message>
    <message>
        <source>Look at &quot;ip route&quot;: connect the network, or add the route.</source>
        <translation>请查看“ip route”：连接网络，或添加路由。</translation>
    </message>
    <message>
        <source>Try again when the network is up.</source>
        <translation>网络恢复后再重试。</translation>
    </message>
    <message>
        <source>The resolver answered that this name does not exist.</source>
        <translation>解析器回复该名称不存在。</translation>
    </message>
    <message>
        <source>Check the spelling, or give the address itself.</source>
        <translation>请检查拼写，或直接填写地址。</translation>
    </message>
    <message>
        <source>No name server gave an answer; the name may exist or not.</source>
        <translation>没有名称服务器应答；该名称可能存在，也可能不存在。</translation>
    </message>
    <message>
        <source>Check the network and the name servers in /etc/resolv.conf, or give the address itself.</source>
        <translation>请检查网络和 /etc/resolv.conf 中的名称服务器，或直接填写地址。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>Nobody listened on that port. The kernel chose the same port as the local one, and the connection reached itself (a simultaneous open). It was closed.</source>
        <translation>该端口无人监听。内核选用了相同的本地端口，连接连到了自己（同时打开），现已关闭。</translation>
    </message>
    <message>
        <source>Start the server first, or let it listen below the range of local ports (32768–60999).</source>
        <translation>请先启动服务器，或让它在本地端口范围（32768–60999）以下监听。</translation>
    </message>
    <message>
        <source>The host answered &quot;port unreachable&quot; (ICMP): it is there, but no program receives on this UDP port. The socket stays open.</source>
        <translation>主机回复“端口不可达”（ICMP）：主机在线，但没有程序在此 UDP 端口接收。套接字保持打开。</translation>
    </message>
    <message>
        <source>Start the receiver, or check the port; then send again.</source>
        <translation>请启动接收方或检查端口，然后重新发送。</translation>
    </message>
    <message>
        <source>The host is there and answered with a reset: no program listens on this port, or a firewall refuses it.</source>
        <translation>主机在线并以重置应答：没有程序监听此端口，或被防火墙拒绝。</translation>
    </message>
    <message>
        <source>Check the port and start the server; a listener on 127.0.0.1 is not reachable from outside.</source>
        <translation>请检查端口并启动服务器；127.0.0.1 上的监听无法从外部访问。</translation>
    </message>
    <message>
        <source>Try again when the server is running.</source>
        <translation>服务器运行后再重试。</translation>
    </message>
    <message>
        <source>No answer at all came back in time. Packets are lost or dropped in silence, as firewalls do; a closed port would have been refused at once.</source>
        <translation>在限定时间内没有任何应答。数据包丢失或被静默丢弃（防火墙常如此）；若端口关闭，会立即被拒绝。</translation>
    </message>
    <message>
        <source>Check the address and the firewalls on the way. The option timeout=MS of the endpoint waits longer.</source>
        <translation>请检查地址和沿途的防火墙。端点选项 timeout=毫秒 可延长等待。</translation>
    </message>
    <message>
        <source>A link-local address (fe80::…) exists on every interface, so the interface has to be named behind a percent sign.</source>
        <translation>链路本地地址（fe80::…）在每个接口上都存在，因此必须在百分号后写明接口。</translation>
    </message>
    <message>
        <source>Use the interface %1.</source>
        <translation>使用接口 %1。</translation>
    </message>
    <message>
        <source>No interface but the loopback is up: connect one first.</source>
        <translation>除回环外没有已启用的接口：请先连接一个。</translation>
    </message>
    <message>
        <source>Write the interface behind the address, as in fe80::1%eth0.</source>
        <translation>请在地址后写明接口，例如 fe80::1%eth0。</translation>
    </message>
    <message>
        <source>Another socket is bound to this address and port; its owner cannot be read.</source>
        <translation>另一个套接字已绑定此地址和端口；无法读取其所有者。</translation>
    </message>
    <message>
        <source>The port is held by a program of another user (uid %1) on %2.</source>
        <translation>该端口在 %2 上被另一用户（uid %1）的程序占用。</translation>
    </message>
    <message>
        <source>The port is held by %1 (process %2) on %3.</source>
        <translation>该端口在 %3 上被 %1（进程 %2）占用。</translation>
    </message>
    <message>
        <source>Port %1 is free now.</source>
        <translation>端口 %1 现在空闲。</translation>
    </message>
    <message>
        <source>Port 0 lets the kernel choose a free one.</source>
        <translation>端口 0 表示由内核选择空闲端口。</translation>
    </message>
    <message>
        <source>End the other program and try again.</source>
        <translation>请结束另一个程序后重试。</translation>
    </message>
    <message>
        <source>No address of this machine can be used to reach it: for an IPv6 address this mostly means that the machine has no IPv6, and to port 0 nobody can connect.</source>
        <translation>本机没有可用于到达它的地址：对 IPv6 地址而言，这通常表示本机没有 IPv6；而端口 0 无法连接。</translation>
    </message>
    <message>
        <source>No interface of this machine has this address now. It may have vanished with a cable, a VPN or a new DHCP lease.</source>
        <translation>本机当前没有任何接口拥有此地址。它可能随网线、VPN 或新的 DHCP 租约而消失。</translation>
    </message>
    <message>
        <source>Bind to an address that this machine has (see &quot;ip address&quot;), or to 127.0.0.1.</source>
        <translation>请绑定本机拥有的地址（见“ip address”），或 127.0.0.1。</translation>
    </message>
    <message>
        <source>Try again when the address is back.</source>
        <translation>地址恢复后再重试。</translation>
    </message>
    <message>
        <source>The rights of the file or its folder do not allow it.</source>
        <translation>文件或其文件夹的权限不允许。</translation>
    </message>
    <message>
        <source>Choose another folder, or change the rights.</source>
        <translation>请选择其他文件夹，或更改权限。</translation>
    </message>
    <message>
        <source>The rights of the socket file or its folder do not allow it.</source>
        <translation>套接字文件或其文件夹的权限不允许。</translation>
    </message>
    <message>
        <source>Check the rights with &quot;ls -l&quot;, or choose a path in your own folder.</source>
        <translation>请用“ls -l”检查权限，或选择自己文件夹中的路径。</translation>
    </message>
    <message>
        <source>A rule of this machine forbids it: a &quot;prohibit&quot; route, a firewall rule, or a broadcast address without broadcast=1.</source>
        <translation>本机规则禁止此操作：“prohibit”路由、防火墙规则，或未设 broadcast=1 的广播地址。</translation>
    </message>
    <message>
        <source>Look at &quot;ip route get&quot; for this address; for a broadcast, add broadcast=1 to the endpoint.</source>
        <translation>请对该地址执行“ip route get”查看；若为广播，请在端点中添加 broadcast=1。</translation>
    </message>
    <message>
        <source>Ports below %1 are kept for the system on this machine (net.ipv4.ip_unprivileged_port_start).</source>
        <translation>本机上 %1 以下的端口保留给系统（net.ipv4.ip_unprivileged_port_start）。</translation>
    </message>
    <message>
        <source>Port %1 needs no right.</source>
        <translation>端口 %1 无需特权。</translation>
    </message>
    <message>
        <source>Do not run the workbench as root for this.</source>
        <translation>请勿为此以 root 身份运行本程序。</translation>
    </message>
    <message>
        <source>The whole machine has no file descriptors left.</source>
        <translation>整台机器的文件描述符已用尽。</translation>
    </message>
    <message numerus="yes">
        <source>This program may hold %n file descriptor(s), and all are in use.</source>
        <translation>
            <numerusform>本程序最多可持有 %n 个文件描述符，现已全部占用。</numerusform>
        </translation>
    </message>
    <message>
        <source>This program has used all file descriptors that it may hold.</source>
        <translation>本程序可持有的文件描述符已全部用尽。</translation>
    </message>
    <message>
        <source>Close connections that are not needed, or start it with a higher limit (ulimit -n).</source>
        <translation>请关闭不需要的连接，或以更高的限制启动（ulimit -n）。</translation>
    </message>
    <message>
        <source>Listeners go on by themselves as soon as descriptors are free.</source>
        <translation>一有空闲描述符，监听会自动继续。</translation>
    </message>
    <message>
        <source>One UDP datagram carries at most 65,507 bytes over IPv4 and 65,527 over IPv6 (65,535 less the headers). Nothing was sent.</source>
        <translation>一个 UDP 数据报在 IPv4 上最多承载 65,507 字节，在 IPv6 上最多 65,527 字节（65,535 减去首部）。未发送任何内容。</translation>
    </message>
    <message>
        <source>Send it in parts of at most 1,200 bytes to stay below every path&apos;s MTU, or use TCP.</source>
        <translation>请分成每段不超过 1,200 字节发送，以低于各路径的 MTU；或使用 TCP。</translation>
    </message>
    <message>
        <source>The peer ended the connection with a reset (RST): it closed without reading everything, or it crashed.</source>
        <translation>对端以重置（RST）结束了连接：它没有读完就关闭了，或者已崩溃。</translation>
    </message>
    <message>
        <source>Look at the peer&apos;s log. Ask it what it received: data handed to the kernel may be lost.</source>
        <translation>请查看对端日志，确认它收到了什么：已交给内核的数据可能丢失。</translation>
    </message>
    <message>
        <source>Connect again.</source>
        <translation>请重新连接。</translation>
    </message>
    <message>
        <source>The peer had already closed or reset this connection.</source>
        <translation>对端早已关闭或重置此连接。</translation>
    </message>
    <message>
        <source>Connect again and send what is missing.</source>
        <translation>请重新连接并补发缺失的内容。</translation>
    </message>
    <message>
        <source>The connection has ended, or it is not connected yet.</source>
        <translation>连接已结束，或尚未建立。</translation>
    </message>
    <message>
        <source>Choose a live connection in the table, or connect again.</source>
        <translation>请在表中选择活动连接，或重新连接。</translation>
    </message>
    <message>
        <source>A limit of this program was reached; nothing beyond it was taken.</source>
        <translation>已达到本程序的上限；超出部分未被接收。</translation>
    </message>
    <message>
        <source>Wait until the peer has read what is under way, then go on.</source>
        <translation>请等对端读完在途数据后再继续。</translation>
    </message>
    <message>
        <source>%1 %2 of %3 bytes had been handed to the kernel; how many arrived is not known.</source>
        <translation>%1 已将 %3 字节中的 %2 字节交给内核；实际到达多少未知。</translation>
    </message>
    <message>
        <source>The disk is full. Everything up to here is kept; live views go on, but nothing more is recorded.</source>
        <translation>磁盘已满。此前的内容均已保留；实时视图继续，但不再录制。</translation>
    </message>
    <message>
        <source>Free some space, then resume.</source>
        <translation>请释放一些空间，然后继续。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>The file system refused: the disk has an error or is read-only.</source>
        <translation>文件系统拒绝：磁盘出错或为只读。</translation>
    </message>
    <message>
        <source>Choose another place, and check the disk.</source>
        <translation>请选择其他位置，并检查磁盘。</translation>
    </message>
    <message>
        <source>There is nothing by this name.</source>
        <translation>没有此名称的对象。</translation>
    </message>
    <message>
        <source>Check the path; a Unix socket exists only while its server runs.</source>
        <translation>请检查路径；Unix 套接字仅在其服务器运行时存在。</translation>
    </message>
    <message>
        <source>This system does not offer this kind of address or operation.</source>
        <translation>本系统不支持此类地址或操作。</translation>
    </message>
    <message>
        <source>Use the other address family (IPv4 or IPv6), or leave the option out.</source>
        <translation>请改用另一地址族（IPv4 或 IPv6），或去掉该选项。</translation>
    </message>
    <message>
        <source>It was stopped before it was finished.</source>
        <translation>在完成之前被停止。</translation>
    </message>
    <message>
        <source>Start it again if it was not meant to stop.</source>
        <translation>若非有意停止，请重新启动。</translation>
    </message>
    <message>
        <source>Stored data fails its own checks; what is sound is kept.</source>
        <translation>存储的数据未通过自身校验；完好的部分已保留。</translation>
    </message>
    <message>
        <source>Use an older copy, or go on with the part that can be read.</source>
        <translation>请使用较旧的副本，或继续使用可读取的部分。</translation>
    </message>
    <message>
        <source>The kernel says that this cannot be: a &quot;blackhole&quot; route, a link-local address without its interface, or an option out of range.</source>
        <translation>内核认为这不可行：“blackhole”路由、缺少接口的链路本地地址，或选项超出范围。</translation>
    </message>
    <message>
        <source>Look at &quot;ip route get&quot; for this address; write fe80::… with %interface behind it.</source>
        <translation>请对该地址执行“ip route get”查看；fe80::… 之后要写 %接口名。</translation>
    </message>
    <message>
        <source>The text cannot be understood.</source>
        <translation>无法理解该文本。</translation>
    </message>
    <message>
        <source>Look at character %1.</source>
        <translation>请查看第 %1 个字符。</translation>
    </message>
    <message>
        <source>Change the text and try again.</source>
        <translation>请修改文本后重试。</translation>
    </message>
    <message>
        <source>No further detail is known.</source>
        <translation>没有更多详情。</translation>
    </message>
    <message>
        <source>The Calls view shows the call that failed, with its arguments.</source>
        <translation>“调用”视图会显示失败的调用及其参数。</translation>
    </message>
</context>
<context>
    <name>ErrorCoach</name>
    <message>
        <source>Nothing failed</source>
        <translation>没有失败</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>未被接受</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Host unreachable</source>
        <translation>主机不可达</translation>
    </message>
    <message>
        <source>Network unreachable</source>
        <translation>网络不可达</translation>
    </message>
    <message>
        <source>Address in use</source>
        <translation>地址已被占用</translation>
    </message>
    <message>
        <source>Address not available here</source>
        <translation>地址在本机不可用</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>Message too long</source>
        <translation>消息过长</translation>
    </message>
    <message>
        <source>Reset by the peer</source>
        <translation>被对端重置</translation>
    </message>
    <message>
        <source>The connection is already closed</source>
        <translation>连接已关闭</translation>
    </message>
    <message>
        <source>Interface missing in a link-local address</source>
        <translation>链路本地地址缺少接口</translation>
    </message>
    <message>
        <source>Name not found</source>
        <translation>找不到名称</translation>
    </message>
    <message>
        <source>The resolver gave no answer</source>
        <translation>解析器没有应答</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>no errno: refused before any system call</source>
        <translation>无 errno：在系统调用之前即被拒绝</translation>
    </message>
    <message>
        <source>no errno, from %1</source>
        <translation>无 errno，来自 %1</translation>
    </message>
    <message>
        <source>%1, from %2()</source>
        <translation>%1，来自 %2()</translation>
    </message>
    <message>
        <source>this workbench</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>FIN by peer</source>
        <translation>对端发送 FIN</translation>
    </message>
    <message>
        <source>closed by us</source>
        <translation>由我方关闭</translation>
    </message>
    <message>
        <source>reset by peer</source>
        <translation>被对端重置</translation>
    </message>
    <message>
        <source>reset by us</source>
        <translation>由我方重置</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>had connected to itself</source>
        <translation>连到了自己</translation>
    </message>
    <message>
        <source>over the listener&apos;s limit</source>
        <translation>超出监听的上限</translation>
    </message>
    <message>
        <source>session closed</source>
        <translation>会话已关闭</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>No space left</source>
        <translation>空间不足</translation>
    </message>
    <message>
        <source>Reading or writing a file failed</source>
        <translation>读写文件失败</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Over a limit</source>
        <translation>超出上限</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Not supported here</source>
        <translation>此处不支持</translation>
    </message>
    <message>
        <source>The connection reached itself</source>
        <translation>连接连到了自己</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Damaged data</source>
        <translation>数据损坏</translation>
    </message>
    <message>
        <source>The system refused</source>
        <translation>系统拒绝</translation>
    </message>
</context>
<context>
    <name>QCoreApplication</name>
    <message>
        <source>⚠ More than %1 tags</source>
        <translation>⚠ 标签超过 %1 个</translation>
    </message>
</context>
<context>
    <name>QLocale</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StateText</name>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>Listening, accepting paused</source>
        <translation>监听中，已暂停接受</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>监听中</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>Waiting, next try in %1 s</source>
        <translation>等待中，%1 秒后重试</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>%1, peer not reading</source>
        <translation>%1，对端未读取</translation>
    </message>
    <message>
        <source>%1, responder paused</source>
        <translation>%1，应答器已暂停</translation>
    </message>
    <message>
        <source>Local %1, peer %2</source>
        <translation>本地 %1，对端 %2</translation>
    </message>
    <message>
        <source>%1 bytes wait here because the peer does not read</source>
        <translation>因对端不读取，有 %1 字节在此等待</translation>
    </message>
    <message>
        <source>Kernel: %1 bytes not acknowledged, %2 bytes not read</source>
        <translation>内核：%1 字节未确认，%2 字节未读取</translation>
    </message>
    <message>
        <source>Congestion window %1 segments, %2 retransmits</source>
        <translation>拥塞窗口 %1 个报文段，重传 %2 次</translation>
    </message>
    <message>
        <source>Bound to %1</source>
        <translation>已绑定到 %1</translation>
    </message>
    <message>
        <source>Tried %1: %2</source>
        <translation>已尝试 %1：%2</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>成功</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) turned away</source>
        <translation>
            <numerusform>已拒绝 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>Receive buffer: %1 asked for, %2 granted (the kernel grants twice, for itself too)</source>
        <translation>接收缓冲区：请求 %1，获得 %2（内核按两倍分配，含自身开销）</translation>
    </message>
    <message>
        <source>%1 drop events of the kernel, at least %1 datagrams; a larger rcvbuf helps</source>
        <translation>内核丢弃事件 %1 次，至少 %1 个数据报；增大 rcvbuf 会有帮助</translation>
    </message>
    <message>
        <source>Listening, %1 half-open, SYN cookies</source>
        <translation>监听中，%1 个半开，SYN cookie</translation>
    </message>
    <message>
        <source>Listening, %1 half-open</source>
        <translation>监听中，%1 个半开</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Accept queue: %1 of %2</source>
        <translation>接受队列：%1 / %2</translation>
    </message>
    <message>
        <source>Half-open peers (SYN-RECV): %1</source>
        <translation>半开的对端（SYN-RECV）：%1</translation>
    </message>
    <message>
        <source>SYN cookies since it was opened: %1 sent, %2 came back, %3 failed (the kernel counts those of the whole network namespace)</source>
        <translation>打开以来的 SYN cookie：发出 %1，返回 %2，失败 %3（内核统计的是整个网络命名空间）</translation>
    </message>
    <message>
        <source>The queue of half-open connections is full: the kernel answers with SYN cookies; clients are still accepted</source>
        <translation>半开连接队列已满：内核改用 SYN cookie 应答；仍会接受客户端</translation>
    </message>
</context>
<context>
    <name>app::Actions</name>
    <message>
        <source>Open an endpoint</source>
        <translation>打开端点</translation>
    </message>
    <message>
        <source>Open with a form…</source>
        <translation>用表单打开…</translation>
    </message>
    <message>
        <source>Open workspace…</source>
        <translation>打开工作区…</translation>
    </message>
    <message>
        <source>Save workspace</source>
        <translation>保存工作区</translation>
    </message>
    <message>
        <source>Save workspace as…</source>
        <translation>工作区另存为…</translation>
    </message>
    <message>
        <source>Play the demo</source>
        <translation>运行演示</translation>
    </message>
    <message>
        <source>Save recording…</source>
        <translation>保存录制…</translation>
    </message>
    <message>
        <source>Open recording…</source>
        <translation>打开录制…</translation>
    </message>
    <message>
        <source>Back to the live recording</source>
        <translation>回到实时录制</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Stop sending</source>
        <translation>停止发送</translation>
    </message>
    <message>
        <source>Go to the composer</source>
        <translation>转到编辑区</translation>
    </message>
    <message>
        <source>Find in the bytes</source>
        <translation>在字节中查找</translation>
    </message>
    <message>
        <source>Filter the traffic</source>
        <translation>筛选流量</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Next in the same conversation</source>
        <translation>同一对话的下一条</translation>
    </message>
    <message>
        <source>Previous in the same conversation</source>
        <translation>同一对话的上一条</translation>
    </message>
    <message>
        <source>Close the selected connection</source>
        <translation>关闭所选连接</translation>
    </message>
    <message>
        <source>Clear ended connections</source>
        <translation>清除已结束的连接</translation>
    </message>
    <message>
        <source>Show all connections</source>
        <translation>显示所有连接</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Example: %1</source>
        <translation>示例：%1</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Import a capture (pcap)…</source>
        <translation>导入抓包 (pcap)…</translation>
    </message>
    <message>
        <source>Decode with Wireshark</source>
        <translation>用 Wireshark 解码</translation>
    </message>
</context>
<context>
    <name>app::CaptureChoice</name>
    <message>
        <source>Payloads of a capture: %1</source>
        <translation>抓包中的载荷：%1</translation>
    </message>
    <message>
        <source>Conversations of the capture</source>
        <translation>抓包中的会话</translation>
    </message>
    <message>
        <source>By</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Out, B</source>
        <translation>出，B</translation>
    </message>
    <message>
        <source>In, B</source>
        <translation>入，B</translation>
    </message>
    <message>
        <source>What went out</source>
        <translation>发出的内容</translation>
    </message>
    <message>
        <source>What came in</source>
        <translation>收到的内容</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>双方</translation>
    </message>
    <message>
        <source>Which side</source>
        <translation>哪一方</translation>
    </message>
    <message>
        <source>There is no TCP or UDP conversation in it.</source>
        <translation>其中没有 TCP 或 UDP 会话。</translation>
    </message>
    <message>
        <source>Capture %1 %2</source>
        <translation>抓包 %1 %2</translation>
    </message>
    <message>
        <source>There are no bytes on this side.</source>
        <translation>这一方没有字节。</translation>
    </message>
    <message>
        <source>%1 payloads taken, %2 left out: there are too many or they are too long</source>
        <translation>已取 %1 个载荷，略去 %2 个：数量过多或过长</translation>
    </message>
    <message>
        <source>Reading the capture …</source>
        <translation>正在读取抓包…</translation>
    </message>
</context>
<context>
    <name>app::Demo</name>
    <message numerus="yes">
        <source>no answer within %n second(s)</source>
        <translation>
            <numerusform>%n 秒内没有应答</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::Dissecting</name>
    <message>
        <source>Wireshark</source>
        <translation>Wireshark</translation>
    </message>
    <message>
        <source>What Wireshark reads in the selected connection, field by field</source>
        <translation>Wireshark 在所选连接中逐字段读出的内容</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>连接 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n selected row(s)</source>
        <translation>
            <numerusform>所选 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected frame(s)</source>
        <translation>
            <numerusform>所选 %n 帧</numerusform>
        </translation>
    </message>
    <message>
        <source>everything shown</source>
        <translation>显示的全部内容</translation>
    </message>
    <message>
        <source>%1 from row %2</source>
        <translation>%1，自第 %2 行起</translation>
    </message>
</context>
<context>
    <name>app::ExampleWorkspaces</name>
    <message>
        <source>Sticky packets, and two ways out</source>
        <translation>粘包，以及两种解法</translation>
    </message>
</context>
<context>
    <name>app::ExchangeFiles</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Import a capture</source>
        <translation>导入抓包</translation>
    </message>
    <message>
        <source>Captures (*.pcap *.pcapng *.cap);;All files (*)</source>
        <translation>抓包 (*.pcap *.pcapng *.cap);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Importing the capture…</source>
        <translation>正在导入抓包…</translation>
    </message>
    <message numerus="yes">
        <source>Written: %1 · %n record(s) · %2 of payload</source>
        <translation>
            <numerusform>已写入：%1 · %n 条记录 · 载荷 %2</numerusform>
        </translation>
    </message>
    <message>
        <source> · %1 could not be read</source>
        <translation> · %1 条无法读取</translation>
    </message>
</context>
<context>
    <name>app::FieldColumns</name>
    <message>
        <source>Fields of “%1” as columns</source>
        <translation>“%1”的字段作为列</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>The fields that a structure finds in the frames, as columns</source>
        <translation>结构在帧中找到的字段，作为列显示</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
</context>
<context>
    <name>app::FileJob</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>app::Guessing</name>
    <message>
        <source>Guess…</source>
        <translation>猜测…</translation>
    </message>
    <message>
        <source>Which framing could cut what has been captured on this connection?</source>
        <translation>哪种成帧方式可以切分此连接上已捕获的内容？</translation>
    </message>
    <message>
        <source>Guess the framing</source>
        <translation>猜测成帧方式</translation>
    </message>
</context>
<context>
    <name>app::MainWindow</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Not copied</source>
        <translation>未复制</translation>
    </message>
    <message>
        <source>%1 selected rows</source>
        <translation>选中了 %1 行</translation>
    </message>
    <message>
        <source>At most %1 rows are copied as text at a time.</source>
        <translation>一次最多以文本形式复制 %1 行。</translation>
    </message>
    <message>
        <source>Select fewer rows, or save the recording: that takes every row.</source>
        <translation>请少选一些行，或保存录制：其中包含所有行。</translation>
    </message>
</context>
<context>
    <name>app::PayloadImport</name>
    <message>
        <source>Import payloads</source>
        <translation>导入载荷</translation>
    </message>
    <message>
        <source>Packet Sender, captures (*.ini *.json *.pcap *.pcapng *.cap);;All files (*)</source>
        <translation>Packet Sender、抓包 (*.ini *.json *.pcap *.pcapng *.cap);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>no system call</source>
        <translation>无系统调用</translation>
    </message>
    <message>
        <source>The saved payloads stay as they are.</source>
        <translation>已保存的载荷保持不变。</translation>
    </message>
</context>
<context>
    <name>app::RecordingFiles</name>
    <message>
        <source>Save recording</source>
        <translation>保存录制</translation>
    </message>
    <message>
        <source>Recordings (*.sockrec)</source>
        <translation>录制 (*.sockrec)</translation>
    </message>
    <message>
        <source>Saving the recording…</source>
        <translation>正在保存录制…</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Recordings (*.sockrec);;All files (*)</source>
        <translation>录制 (*.sockrec);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>app::RecordingViews</name>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>What passed: chunks, datagrams, openings and ends</source>
        <translation>通过的内容：数据块、数据报、打开与结束</translation>
    </message>
    <message>
        <source>The conversation of the selected connection</source>
        <translation>所选连接的对话</translation>
    </message>
    <message>
        <source>Every system call with its result, errno and duration</source>
        <translation>每个系统调用及其结果、errno 和耗时</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>in &amp;&amp; len &gt; 8 &amp;&amp; hex ~ &quot;0103&quot;</source>
        <translation>in &amp;&amp; len &gt; 8 &amp;&amp; hex ~ &quot;0103&quot;</translation>
    </message>
    <message>
        <source>Filter of the traffic</source>
        <translation>流量筛选</translation>
    </message>
    <message>
        <source>What passes over your sessions appears here.</source>
        <translation>会话中通过的内容显示在这里。</translation>
    </message>
    <message>
        <source>Select a row: its bytes appear here.</source>
        <translation>选择一行，其字节显示在这里。</translation>
    </message>
    <message>
        <source>Back to the live recording</source>
        <translation>回到实时录制</translation>
    </message>
    <message>
        <source>Saved recording %1, read only. Sessions go on in the live recording.</source>
        <translation>已保存的录制 %1，只读。会话在实时录制中继续。</translation>
    </message>
    <message>
        <source>Only %1  ✕</source>
        <translation>仅 %1  ✕</translation>
    </message>
    <message>
        <source>Show all connections again</source>
        <translation>重新显示所有连接</translation>
    </message>
    <message>
        <source>character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) hidden</source>
        <translation>
            <numerusform>已隐藏 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>History over the frames (%1)</source>
        <translation>各帧的历史 (%1)</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>What the connection&apos;s framing cuts out of its streams, and which reads it came in</source>
        <translation>连接的成帧方式从其流中切出的内容，以及来自哪些读取</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Rates, lengths, gaps, round trips and top talkers</source>
        <translation>速率、长度、间隔、往返时间和最活跃的连接</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>连接 %1</translation>
    </message>
</context>
<context>
    <name>app::Replaying</name>
    <message>
        <source>Looking through the recording…</source>
        <translation>正在查看记录…</translation>
    </message>
    <message>
        <source>%1 of %2 sends, %3</source>
        <translation>已发送 %1 / %2，%3</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>replay of #%1</source>
        <translation>重放 #%1</translation>
    </message>
    <message>
        <source>Answering at %1, to whoever comes, until Stop</source>
        <translation>在 %1 应答任何来者，直到停止</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n send(s), %2</source>
        <translation>
            <numerusform>%1：%n 次发送，%2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::SessionOpener</name>
    <message>
        <source>&quot;%1&quot;, whose port it needs, was not opened</source>
        <translation>所需端口来自“%1”，但它未被打开</translation>
    </message>
    <message>
        <source>&quot;%1&quot;, whose port it needs, could not be opened</source>
        <translation>所需端口来自“%1”，但它无法打开</translation>
    </message>
    <message>
        <source>its responder %1 names no recording: %2</source>
        <translation>其应答器 %1 未指明可用的录制：%2</translation>
    </message>
</context>
<context>
    <name>app::TabTitle</name>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>The fields of the selected bytes, read as a structure says</source>
        <translation>按结构读出的所选字节的字段</translation>
    </message>
</context>
<context>
    <name>app::WorkspaceFiles</name>
    <message>
        <source>No workspace yet</source>
        <translation>尚无工作区</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>最近的工作区</translation>
    </message>
    <message>
        <source>Socketarium</source>
        <translation>Socketarium</translation>
    </message>
    <message>
        <source>%1 – Socketarium</source>
        <translation>%1 – Socketarium</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>打开工作区</translation>
    </message>
    <message>
        <source>Workspaces (*.json);;All files (*)</source>
        <translation>工作区 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save workspace</source>
        <translation>保存工作区</translation>
    </message>
    <message>
        <source>Workspaces (*.json)</source>
        <translation>工作区 (*.json)</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>no system call</source>
        <translation>无系统调用</translation>
    </message>
    <message>
        <source>What was open stays as it is.</source>
        <translation>已打开的内容保持不变。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; answers from a recording that is in no file, and was saved without its responder: save the recording, open it, and let it answer from there</source>
        <translation>“%1”依据一份未存为文件的录制应答，保存时未含其应答器：请先保存并打开该录制，再从中设置应答</translation>
    </message>
</context>
<context>
    <name>app::WorkspacePreview</name>
    <message>
        <source>%1 wants to open the sessions below. Nothing has been started.</source>
        <translation>%1 要打开以下会话。尚未启动任何会话。</translation>
    </message>
    <message>
        <source>Open what is ticked</source>
        <translation>打开勾选项</translation>
    </message>
    <message>
        <source>Open nothing</source>
        <translation>全部不打开</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>a name must not be empty</source>
        <translation>名称不能为空</translation>
    </message>
    <message>
        <source>this name is longer than 100 characters</source>
        <translation>此名称超过 100 个字符</translation>
    </message>
    <message>
        <source>a name must not hold control or invisible characters</source>
        <translation>名称不得含有控制字符或不可见字符</translation>
    </message>
    <message>
        <source>a name must not look like a path</source>
        <translation>名称不得像路径</translation>
    </message>
    <message>
        <source>folders are separated by /</source>
        <translation>文件夹用 / 分隔</translation>
    </message>
    <message>
        <source>folders are nested too deeply</source>
        <translation>文件夹嵌套过深</translation>
    </message>
</context>
<context>
    <name>models::ByteInspector</name>
    <message>
        <source>Unix time, 32 bit</source>
        <translation>Unix 时间，32 位</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>UTF-8 character</source>
        <translation>UTF-8 字符</translation>
    </message>
    <message>
        <source>Unix time, 64 bit</source>
        <translation>Unix 时间，64 位</translation>
    </message>
    <message>
        <source>Unix time, ms</source>
        <translation>Unix 时间，毫秒</translation>
    </message>
</context>
<context>
    <name>models::CallRows</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Number of the record in the recording</source>
        <translation>该记录在录制中的序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Local time when the call began, to the microsecond</source>
        <translation>调用开始的本地时间，精确到微秒</translation>
    </message>
    <message>
        <source>Conn</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Number of the connection or conversation</source>
        <translation>连接或对话的编号</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>The system call with its arguments, as strace writes it</source>
        <translation>系统调用及其参数，写法同 strace</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What the kernel returned</source>
        <translation>内核的返回值</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>The errno of a failed call</source>
        <translation>失败调用的 errno</translation>
    </message>
    <message>
        <source>Duration (µs)</source>
        <translation>耗时（µs）</translation>
    </message>
    <message>
        <source>How long the call took, in microseconds</source>
        <translation>调用耗时，单位微秒</translation>
    </message>
    <message>
        <source>this record is damaged</source>
        <translation>此记录已损坏</translation>
    </message>
</context>
<context>
    <name>models::ConnectionModel</name>
    <message>
        <source>In, B</source>
        <translation>入站，B</translation>
    </message>
    <message>
        <source>Out, B</source>
        <translation>出站，B</translation>
    </message>
    <message>
        <source>Rate, B/s</source>
        <translation>速率，B/s</translation>
    </message>
    <message>
        <source>Records in</source>
        <translation>入站记录</translation>
    </message>
    <message>
        <source>Records out</source>
        <translation>出站记录</translation>
    </message>
    <message>
        <source>RTT, ms</source>
        <translation>RTT，ms</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Session, peer</source>
        <translation>会话，对端</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>models::DissectionModel</name>
    <message>
        <source>part of a message that is complete in row %1</source>
        <translation>消息的一部分，该消息在第 %1 行完整</translation>
    </message>
    <message>
        <source>nothing that Wireshark knows</source>
        <translation>Wireshark 无法识别</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of decoded data</source>
        <translation>%1（解码后的数据）</translation>
    </message>
    <message>
        <source>row %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more · %2</source>
        <translation>
            <numerusform>%1 及另外 %n 个 · %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (row %2)</source>
        <translation>%1（第 %2 行）</translation>
    </message>
    <message>
        <source>What Wireshark reads</source>
        <translation>Wireshark 读出的内容</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
</context>
<context>
    <name>models::FrameRows</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>The frames of this connection, counted from 1</source>
        <translation>此连接的帧，从 1 计数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When the last byte of the frame was read or sent</source>
        <translation>帧的最后一个字节被读取或发送的时间</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Time since the row above</source>
        <translation>距上一行的时间</translation>
    </message>
    <message>
        <source>Dir</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>→ sent by us, ← received</source>
        <translation>→ 我方发送，← 收到</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Place in the stream of its direction, in bytes, hexadecimal</source>
        <translation>在其方向的流中的位置，字节，十六进制</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Length in bytes, header and trailer included</source>
        <translation>长度（字节），含首部和尾部</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>How many reads, sends or datagrams carried it; “+” where they also carried bytes of other frames</source>
        <translation>由多少次读取、发送或数据报承载；“+” 表示其中还带有其他帧的字节</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Why it is no good frame, where it is none; the payload: as text where it is text, otherwise as hex</source>
        <translation>若不是完好的帧则说明原因；载荷：是文本则显示文本，否则显示十六进制</translation>
    </message>
    <message>
        <source>Field %1. A filter: %1 == 3, or field.%1 == 3</source>
        <translation>字段 %1。筛选写法：%1 == 3，或 field.%1 == 3</translation>
    </message>
</context>
<context>
    <name>models::FrameText</name>
    <message numerus="yes">
        <source>%Ln too long</source>
        <translation>
            <numerusform>%Ln 个过长</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bad length</source>
        <translation>
            <numerusform>%Ln 个长度错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln incomplete</source>
        <translation>
            <numerusform>%Ln 个不完整</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bad checksum</source>
        <translation>
            <numerusform>%Ln 个校验和错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bad escape</source>
        <translation>
            <numerusform>%Ln 个转义错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln outside any frame</source>
        <translation>
            <numerusform>%Ln 个不属于任何帧</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln malformed</source>
        <translation>
            <numerusform>%Ln 个格式错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln too costly</source>
        <translation>
            <numerusform>%Ln 个耗时过多</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a bad payload</source>
        <translation>
            <numerusform>%Ln 个载荷错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %Ln datagram(s)</source>
        <translation>
            <numerusform>来自 %Ln 个数据报</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %Ln send(s)</source>
        <translation>
            <numerusform>来自 %Ln 次发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %Ln read(s)</source>
        <translation>
            <numerusform>来自 %Ln 次读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln 帧</numerusform>
        </translation>
    </message>
    <message>
        <source>first at %1 outbound</source>
        <translation>首个在出站 %1</translation>
    </message>
    <message>
        <source>first at %1 inbound</source>
        <translation>首个在入站 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) wait for their end</source>
        <translation>
            <numerusform>%Ln 字节等待结尾</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) cannot be read</source>
        <translation>
            <numerusform>%Ln 条记录无法读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the oldest %Ln are no longer listed</source>
        <translation>
            <numerusform>最早的 %Ln 个不再列出</numerusform>
        </translation>
    </message>
    <message>
        <source>the beginning has been overwritten</source>
        <translation>开头已被覆盖</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>%1: %2 wanted, %3 got</source>
        <translation>%1：应为 %2，实为 %3</translation>
    </message>
    <message>
        <source>%1: %2 bytes declared</source>
        <translation>%1：声明 %2 字节</translation>
    </message>
    <message>
        <source>%1 (byte %2)</source>
        <translation>%1（字节 %2）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>row(s) %1</source>
        <translation>
            <numerusform>行 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>frame %1, %2 at %3</source>
        <translation>帧 %1，%2，位于 %3</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln 字节</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::GuessText</name>
    <message>
        <source>%1 of %2 frames end where their length says</source>
        <translation>%2 帧中有 %1 帧在其长度所示处结束</translation>
    </message>
    <message>
        <source>%1 of %2 frames end with these bytes</source>
        <translation>%2 帧中有 %1 帧以这些字节结尾</translation>
    </message>
    <message>
        <source>%1 of %2 frames have this size</source>
        <translation>%2 帧中有 %1 帧为此大小</translation>
    </message>
    <message>
        <source>%1 of %2 frames end before a pause</source>
        <translation>%2 帧中有 %1 帧在停顿前结束</translation>
    </message>
    <message>
        <source>%1 of %2 frames are whole and as they must be</source>
        <translation>%2 帧中有 %1 帧完整且符合要求</translation>
    </message>
    <message>
        <source>%1 % of %2 bytes</source>
        <translation>%2 字节中的 %1 %</translation>
    </message>
    <message>
        <source>%1 of %2 reads end with a frame</source>
        <translation>%2 次读取中有 %1 次恰在帧尾结束</translation>
    </message>
    <message>
        <source>%1 from byte %2 on agrees in %3 of %3 frames</source>
        <translation>从第 %2 字节起的 %1 在 %3 帧中的 %3 帧相符</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>models::RecordText</name>
    <message>
        <source>closed by the peer (FIN)</source>
        <translation>被对端关闭（FIN）</translation>
    </message>
    <message>
        <source>closed by us</source>
        <translation>由我方关闭</translation>
    </message>
    <message>
        <source>reset by the peer (RST)</source>
        <translation>被对端重置（RST）</translation>
    </message>
    <message>
        <source>reset by us (RST)</source>
        <translation>被我方重置（RST）</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>had reached itself</source>
        <translation>连到了自己</translation>
    </message>
    <message>
        <source>over the listener&apos;s limit, closed by us</source>
        <translation>超出监听上限，由我方关闭</translation>
    </message>
    <message>
        <source>its session was closed</source>
        <translation>其会话已关闭</translation>
    </message>
    <message>
        <source>%1 bytes in, %2 bytes out</source>
        <translation>入站 %1 字节，出站 %2 字节</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>到 %1</translation>
    </message>
    <message>
        <source>to %1 from %2</source>
        <translation>到 %1，来自 %2</translation>
    </message>
    <message>
        <source>Tried %1, %2</source>
        <translation>已尝试 %1，%2</translation>
    </message>
    <message>
        <source>Tried %1: succeeded after %2</source>
        <translation>已尝试 %1：%2 后成功</translation>
    </message>
    <message>
        <source>ICMP error from %1 for %2: %3</source>
        <translation>来自 %1 的 ICMP 错误，针对 %2：%3</translation>
    </message>
    <message>
        <source>Accepting is paused: too many open files (%1 refused)</source>
        <translation>已暂停接受：打开的文件过多（已拒绝 %1 个）</translation>
    </message>
    <message>
        <source>Accepting again</source>
        <translation>已恢复接受</translation>
    </message>
    <message>
        <source>Connecting to %1 means %2</source>
        <translation>连接到 %1 即 %2</translation>
    </message>
    <message>
        <source>The responder is paused: %1</source>
        <translation>应答器已暂停：%1</translation>
    </message>
    <message>
        <source>A reply was withheld: %1 (%2 in all)</source>
        <translation>一条应答被扣留：%1（共 %2 条）</translation>
    </message>
    <message>
        <source>Session closed</source>
        <translation>会话已关闭</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>chunk</source>
        <translation>数据块</translation>
    </message>
    <message>
        <source>datagram</source>
        <translation>数据报</translation>
    </message>
    <message>
        <source>call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>session end</source>
        <translation>会话结束</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>out</source>
        <translation>出站</translation>
    </message>
    <message>
        <source>in</source>
        <translation>入站</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>%1 drop events of the kernel in all, at least %1 datagrams: the receive buffer was full</source>
        <translation>内核丢弃事件共 %1 次，至少 %1 个数据报：接收缓冲区已满</translation>
    </message>
    <message>
        <source>%1 records are missing here: the recording had stopped (%2)</source>
        <translation>此处缺少 %1 条记录：记录曾停止 (%2)</translation>
    </message>
    <message>
        <source>The queue of half-open connections is full (%1): the kernel answers with SYN cookies (%2 so far); clients are still accepted</source>
        <translation>半开连接队列已满（%1）：内核改用 SYN cookie 应答（目前 %2 个）；仍会接受客户端</translation>
    </message>
</context>
<context>
    <name>models::StreamBlocks</name>
    <message>
        <source>overwritten by newer records</source>
        <translation>已被较新的记录覆盖</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>time, kind of event</comment>
        <translation>%1  %2</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2  %3  #%4</source>
        <comment>arrow, time, bytes, number</comment>
        <translation>%1 %2  %3  #%4</translation>
    </message>
    <message numerus="yes">
        <source>… %n more byte(s): see them all in the hex view</source>
        <translation>
            <numerusform>… 还有 %n 字节：在十六进制视图中查看全部</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::TotalsModel</name>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>入站字节</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>出站字节</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Sends</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
</context>
<context>
    <name>models::TrafficRows</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Number of the record in the recording</source>
        <translation>该记录在录制中的序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Local time, to the microsecond</source>
        <translation>本地时间，精确到微秒</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Time since the row above</source>
        <translation>距上一行的时间</translation>
    </message>
    <message>
        <source>Conn</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Number of the connection or conversation</source>
        <translation>连接或对话的编号</translation>
    </message>
    <message>
        <source>Dir</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>→ sent by us, ← received, ! a fault</source>
        <translation>→ 我方发送，← 收到，! 故障</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Chunk: what one read returned or one send handed to the kernel; datagram: one whole UDP datagram; the others tell what happened</source>
        <translation>数据块：一次读取返回或一次发送交给内核的内容；数据报：一个完整的 UDP 数据报；其余说明发生了什么</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Length of the data in bytes</source>
        <translation>数据长度（字节）</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>The beginning of the data: as text where it is text, otherwise as hex</source>
        <translation>数据的开头：是文本则显示文本，否则显示十六进制</translation>
    </message>
    <message>
        <source>overwritten by newer records</source>
        <translation>已被较新的记录覆盖</translation>
    </message>
    <message>
        <source>[cut by the kernel] %1</source>
        <translation>[被内核截断] %1</translation>
    </message>
</context>
<context>
    <name>netcore</name>
    <message>
        <source>&apos;*&apos; stands for lines that were left out; make the dump with hexdump -v</source>
        <translation>“*”表示省略的行；请用 hexdump -v 生成转储</translation>
    </message>
    <message>
        <source>&apos;=&apos; and a value are expected here</source>
        <translation>此处应为“=”和一个值</translation>
    </message>
    <message>
        <source>0 or 1 is expected here</source>
        <translation>此处应为 0 或 1</translation>
    </message>
    <message>
        <source>0: an IPv6 listener takes IPv4 too</source>
        <translation>0：IPv6 监听也接受 IPv4</translation>
    </message>
    <message>
        <source>0: do not bind while old connections are in TIME-WAIT</source>
        <translation>0：旧连接处于 TIME-WAIT 时不绑定</translation>
    </message>
    <message>
        <source>1: allow sending to broadcast addresses (SO_BROADCAST)</source>
        <translation>1：允许发送到广播地址（SO_BROADCAST）</translation>
    </message>
    <message>
        <source>1: connect again when the connection ends, with back-off</source>
        <translation>1：连接结束后按退避重新连接</translation>
    </message>
    <message>
        <source>1: connect the UDP socket, so that it hears only this peer</source>
        <translation>1：连接 UDP 套接字，使其只接收该对端</translation>
    </message>
    <message>
        <source>1: let the kernel probe an idle peer (SO_KEEPALIVE)</source>
        <translation>1：让内核探测空闲对端（SO_KEEPALIVE）</translation>
    </message>
    <message>
        <source>1: send small pieces at once (TCP_NODELAY)</source>
        <translation>1：立即发送小块数据（TCP_NODELAY）</translation>
    </message>
    <message>
        <source>4 bytes, a length of 2 bytes, then so many bytes</source>
        <translation>4 字节，2 字节长度，随后是相应数量的字节</translation>
    </message>
    <message>
        <source>4 or 6 is expected here</source>
        <translation>此处应为 4 或 6</translation>
    </message>
    <message>
        <source>4 or 6: use only this IP version</source>
        <translation>4 或 6：只使用此 IP 版本</translation>
    </message>
    <message>
        <source>UDP has no end of a direction</source>
        <translation>UDP 没有单方向的结束</translation>
    </message>
    <message>
        <source>\x needs two hex digits</source>
        <translation>\x 需要两位十六进制数字</translation>
    </message>
    <message>
        <source>a UDP datagram carries at most 65,507 bytes over IPv4 and 65,527 over IPv6</source>
        <translation>UDP 数据报在 IPv4 上最多承载 65,507 字节，在 IPv6 上最多 65,527 字节</translation>
    </message>
    <message>
        <source>a Unix socket&apos;s path has at most 107 bytes</source>
        <translation>Unix 套接字路径最多 107 字节</translation>
    </message>
    <message>
        <source>a closing parenthesis is expected</source>
        <translation>此处应为右括号</translation>
    </message>
    <message>
        <source>a code point up to 10FFFF, and no surrogate, is expected between the braces</source>
        <translation>花括号之间应为不超过 10FFFF 的非代理码点</translation>
    </message>
    <message>
        <source>a colon and a port are expected here</source>
        <translation>此处应为冒号和端口</translation>
    </message>
    <message>
        <source>a framing is expected, e.g. line or len(u16be)</source>
        <translation>此处应为成帧方式，例如 line 或 len(u16be)</translation>
    </message>
    <message>
        <source>a hex digit is expected here</source>
        <translation>此处应为十六进制数字</translation>
    </message>
    <message>
        <source>a host is expected here</source>
        <translation>此处应为主机</translation>
    </message>
    <message>
        <source>a length of 2 bytes, then so many bytes</source>
        <translation>2 字节长度，随后是相应数量的字节</translation>
    </message>
    <message>
        <source>a length of 4 bytes that counts itself</source>
        <translation>4 字节长度，包含自身</translation>
    </message>
    <message>
        <source>a local IPv4 or IPv6 address is expected here</source>
        <translation>此处应为本地 IPv4 或 IPv6 地址</translation>
    </message>
    <message>
        <source>a name is compared with == or !=</source>
        <translation>名称用 == 或 != 比较</translation>
    </message>
    <message>
        <source>a number is expected</source>
        <translation>此处应为数字</translation>
    </message>
    <message>
        <source>a number is missing here</source>
        <translation>此处缺少数字</translation>
    </message>
    <message>
        <source>a part of the host name is empty</source>
        <translation>主机名中有空的部分</translation>
    </message>
    <message>
        <source>a part of the host name is longer than 63 characters</source>
        <translation>主机名中有一部分超过 63 个字符</translation>
    </message>
    <message>
        <source>a path cannot hold a NUL</source>
        <translation>路径不能含有 NUL</translation>
    </message>
    <message>
        <source>a path is expected here, or @name for an abstract name</source>
        <translation>此处应为路径，或用 @name 表示抽象名称</translation>
    </message>
    <message>
        <source>a payload holds at most 16 MiB</source>
        <translation>载荷最多 16 MiB</translation>
    </message>
    <message>
        <source>a port is a number from 0 to 65535</source>
        <translation>端口是 0 到 65535 的数字</translation>
    </message>
    <message>
        <source>a port is expected here</source>
        <translation>此处应为端口</translation>
    </message>
    <message>
        <source>a port is expected here, e.g. :9000</source>
        <translation>此处应为端口，例如 :9000</translation>
    </message>
    <message>
        <source>a recording cannot be longer than 256 TiB</source>
        <translation>录制不能超过 256 TiB</translation>
    </message>
    <message>
        <source>a whole number is expected here</source>
        <translation>此处应为整数</translation>
    </message>
    <message>
        <source>an IPv6 address is expected between the brackets</source>
        <translation>方括号之间应为 IPv6 地址</translation>
    </message>
    <message>
        <source>an IPv6 address is written in brackets: [::1]:9000</source>
        <translation>IPv6 地址要写在方括号中：[::1]:9000</translation>
    </message>
    <message>
        <source>an argument is missing here</source>
        <translation>此处缺少参数</translation>
    </message>
    <message>
        <source>answers always with this text</source>
        <translation>总是以此文本应答</translation>
    </message>
    <message>
        <source>bind needs an address of this machine, and may have a port</source>
        <translation>bind 需要本机地址，可带端口</translation>
    </message>
    <message>
        <source>braces are expected after \u, e.g. \u{1F600}</source>
        <translation>\u 之后应为花括号，例如 \u{1F600}</translation>
    </message>
    <message>
        <source>bytes of receive buffer to ask the kernel for (SO_RCVBUF)</source>
        <translation>向内核请求的接收缓冲区字节数（SO_RCVBUF）</translation>
    </message>
    <message>
        <source>bytes of send buffer to ask the kernel for (SO_SNDBUF)</source>
        <translation>向内核请求的发送缓冲区字节数（SO_SNDBUF）</translation>
    </message>
    <message>
        <source>connections that may wait to be accepted (128)</source>
        <translation>可等待接受的连接数（128）</translation>
    </message>
    <message>
        <source>expected ==, !=, &lt;, &lt;=, &gt; or &gt;=</source>
        <translation>应为 ==、!=、&lt;、&lt;=、&gt; 或 &gt;=</translation>
    </message>
    <message>
        <source>expected &quot;)&quot;</source>
        <translation>应为“)”</translation>
    </message>
    <message>
        <source>expected &quot;and&quot;, &quot;or&quot; or the end</source>
        <translation>应为“and”、“or”或结尾</translation>
    </message>
    <message>
        <source>expected a condition such as in, out, len &gt; 8 or text ~ &quot;GET&quot;</source>
        <translation>应为条件，例如 in、out、len &gt; 8 或 text ~ &quot;GET&quot;</translation>
    </message>
    <message>
        <source>expected a number</source>
        <translation>应为数字</translation>
    </message>
    <message>
        <source>expected a number or a name such as ECONNREFUSED</source>
        <translation>应为数字或 ECONNREFUSED 之类的名称</translation>
    </message>
    <message>
        <source>expected hex digits in quotes</source>
        <translation>应为引号中的十六进制数字</translation>
    </message>
    <message>
        <source>expected pairs of hex digits</source>
        <translation>应为成对的十六进制数字</translation>
    </message>
    <message>
        <source>expected text in quotes or a /regular expression/</source>
        <translation>应为引号中的文本或 /正则表达式/</translation>
    </message>
    <message>
        <source>expected ~</source>
        <translation>应为 ~</translation>
    </message>
    <message>
        <source>fixed needs its reply in double quotes</source>
        <translation>fixed 的应答要写在双引号中</translation>
    </message>
    <message>
        <source>frames of 16 bytes</source>
        <translation>每帧 16 字节</translation>
    </message>
    <message>
        <source>frames that end with these bytes, in hex</source>
        <translation>以这些字节（十六进制）结尾的帧</translation>
    </message>
    <message>
        <source>frames that end with this text</source>
        <translation>以此文本结尾的帧</translation>
    </message>
    <message>
        <source>hex digits come in pairs</source>
        <translation>十六进制数字应成对出现</translation>
    </message>
    <message>
        <source>hex digits come in pairs; one is missing</source>
        <translation>十六进制数字应成对出现；缺少一位</translation>
    </message>
    <message>
        <source>hex digits or a text in single quotes are expected</source>
        <translation>应为十六进制数字或单引号中的文本</translation>
    </message>
    <message>
        <source>hops that a sent packet may take (IP_TTL)</source>
        <translation>所发数据包允许的跳数（IP_TTL）</translation>
    </message>
    <message>
        <source>lines that end with CR LF only</source>
        <translation>仅以 CR LF 结尾的行</translation>
    </message>
    <message>
        <source>lines that end with LF or CR LF</source>
        <translation>以 LF 或 CR LF 结尾的行</translation>
    </message>
    <message>
        <source>live connections at most (1,000)</source>
        <translation>活动连接上限（1,000）</translation>
    </message>
    <message>
        <source>local address to leave from, with or without a port</source>
        <translation>出发的本地地址，可带端口</translation>
    </message>
    <message>
        <source>ms until a connect is given up (10,000)</source>
        <translation>放弃连接前的毫秒数（10,000）</translation>
    </message>
    <message>
        <source>no answer within the connect timeout</source>
        <translation>在连接超时内没有应答</translation>
    </message>
    <message>
        <source>no frames: what one read returned</source>
        <translation>不成帧：一次读取返回的内容</translation>
    </message>
    <message>
        <source>no such escape; there are \r \n \t \0 \\ \xNN and \u{…}</source>
        <translation>没有此转义；可用 \r \n \t \0 \\ \xNN 和 \u{…}</translation>
    </message>
    <message>
        <source>no such escape; use \r \n \t \0 \\ \&apos; or \xNN</source>
        <translation>没有此转义；请用 \r \n \t \0 \\ \&apos; 或 \xNN</translation>
    </message>
    <message>
        <source>no such name</source>
        <translation>没有此名称</translation>
    </message>
    <message>
        <source>no such responder</source>
        <translation>没有此应答器</translation>
    </message>
    <message>
        <source>no such scheme; there are tcp, tcp-listen, udp, udp-listen, unix and unix-listen</source>
        <translation>没有此方案；可用 tcp、tcp-listen、udp、udp-listen、unix 和 unix-listen</translation>
    </message>
    <message>
        <source>no such system call is recorded</source>
        <translation>没有记录此系统调用</translation>
    </message>
    <message>
        <source>no such word in the filter language</source>
        <translation>筛选语言中没有此词</translation>
    </message>
    <message>
        <source>no temporary directory for the recording</source>
        <translation>没有可用于录制的临时目录</translation>
    </message>
    <message>
        <source>not a recording, or its beginning is damaged</source>
        <translation>不是录制文件，或其开头已损坏</translation>
    </message>
    <message>
        <source>not a regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>not a valid regular expression</source>
        <translation>不是有效的正则表达式</translation>
    </message>
    <message>
        <source>not the record of a system call</source>
        <translation>不是系统调用的记录</translation>
    </message>
    <message>
        <source>nothing may follow the parenthesis</source>
        <translation>括号之后不能再有内容</translation>
    </message>
    <message>
        <source>nothing more is expected here</source>
        <translation>此处不应再有内容</translation>
    </message>
    <message>
        <source>only a UDP session sends to any address</source>
        <translation>只有 UDP 会话可发送到任意地址</translation>
    </message>
    <message>
        <source>passes them to the session&apos;s other connections</source>
        <translation>转发给会话的其他连接</translation>
    </message>
    <message>
        <source>port 0 cannot be reached; it is for listeners, where the kernel chooses</source>
        <translation>端口 0 无法到达；它用于监听，由内核选择</translation>
    </message>
    <message>
        <source>reads and answers nothing</source>
        <translation>只读取，不应答</translation>
    </message>
    <message>
        <source>seconds to linger at close; 0 resets (SO_LINGER)</source>
        <translation>关闭时的延迟秒数；0 表示重置（SO_LINGER）</translation>
    </message>
    <message>
        <source>sending to a broadcast address needs the option broadcast=1</source>
        <translation>发送到广播地址需要选项 broadcast=1</translation>
    </message>
    <message>
        <source>sends UTF-8 text back in upper case</source>
        <translation>将 UTF-8 文本转为大写后发回</translation>
    </message>
    <message>
        <source>sends the same bytes back</source>
        <translation>原样发回相同字节</translation>
    </message>
    <message>
        <source>sends them back with ASCII letters in upper case</source>
        <translation>将 ASCII 字母转为大写后发回</translation>
    </message>
    <message>
        <source>the base64 text is not complete</source>
        <translation>base64 文本不完整</translation>
    </message>
    <message>
        <source>the bracket is never closed</source>
        <translation>方括号没有闭合</translation>
    </message>
    <message>
        <source>the closing parenthesis is missing</source>
        <translation>缺少右括号</translation>
    </message>
    <message>
        <source>the closing quote is missing</source>
        <translation>缺少右引号</translation>
    </message>
    <message>
        <source>the connection cannot send any more</source>
        <translation>此连接不能再发送</translation>
    </message>
    <message>
        <source>the connection is not open for sending</source>
        <translation>此连接未开放发送</translation>
    </message>
    <message>
        <source>the connection reached itself: nothing listens at this port</source>
        <translation>连接连到了自己：此端口无人监听</translation>
    </message>
    <message>
        <source>the connection was closed first</source>
        <translation>连接先被关闭</translation>
    </message>
    <message>
        <source>the conversation has ended</source>
        <translation>会话交互已结束</translation>
    </message>
    <message>
        <source>the delimiter is longer than 4,096 bytes</source>
        <translation>分隔符超过 4,096 字节</translation>
    </message>
    <message>
        <source>the delimiter must not be empty</source>
        <translation>分隔符不能为空</translation>
    </message>
    <message>
        <source>the filter is too long</source>
        <translation>筛选表达式过长</translation>
    </message>
    <message>
        <source>the frame is too long</source>
        <translation>帧过长</translation>
    </message>
    <message>
        <source>the host name is longer than 253 characters</source>
        <translation>主机名超过 253 个字符</translation>
    </message>
    <message>
        <source>the length of this payload does not fit its field</source>
        <translation>此载荷的长度超出其字段范围</translation>
    </message>
    <message>
        <source>the name has no address of this family</source>
        <translation>该名称没有此地址族的地址</translation>
    </message>
    <message>
        <source>the number is out of range</source>
        <translation>数字超出范围</translation>
    </message>
    <message>
        <source>the path is longer than the 107 bytes that a Unix socket can hold</source>
        <translation>路径超过 Unix 套接字可容纳的 107 字节</translation>
    </message>
    <message>
        <source>the payload contains the delimiter, so that the peer would cut it there</source>
        <translation>载荷含有分隔符，对端会在该处切分</translation>
    </message>
    <message>
        <source>the payload does not have the size of a frame</source>
        <translation>载荷大小与帧不符</translation>
    </message>
    <message>
        <source>the payload ends with CR, which the peer would take for a part of the line ending</source>
        <translation>载荷以 CR 结尾，对端会将其当作行尾的一部分</translation>
    </message>
    <message>
        <source>the peer did not read what still waited to be sent</source>
        <translation>对端没有读取仍在等待发送的内容</translation>
    </message>
    <message>
        <source>the peer does not read: too much waits to be sent</source>
        <translation>对端不读取：等待发送的数据过多</translation>
    </message>
    <message>
        <source>the port is larger than 65535</source>
        <translation>端口大于 65535</translation>
    </message>
    <message>
        <source>the recording declares more than a recording can hold</source>
        <translation>录制声明的大小超出可容纳范围</translation>
    </message>
    <message>
        <source>the recording has reached its size limit</source>
        <translation>录制已达到大小上限</translation>
    </message>
    <message>
        <source>the resolver could not answer</source>
        <translation>解析器无法应答</translation>
    </message>
    <message>
        <source>the resolver gave no answer within 5 s</source>
        <translation>解析器在 5 秒内没有应答</translation>
    </message>
    <message>
        <source>the rows were overwritten before they could be saved</source>
        <translation>这些行在保存之前已被覆盖</translation>
    </message>
    <message>
        <source>the scope must name a network interface, e.g. %eth0</source>
        <translation>作用域须为网络接口名，例如 %eth0</translation>
    </message>
    <message>
        <source>the session is closed</source>
        <translation>会话已关闭</translation>
    </message>
    <message>
        <source>the sizes of the recording are out of range</source>
        <translation>录制的大小设置超出范围</translation>
    </message>
    <message>
        <source>the text is longer than 4,096 characters</source>
        <translation>文本超过 4,096 个字符</translation>
    </message>
    <message>
        <source>the text is too long for a payload of 16 MiB</source>
        <translation>文本过长，超出 16 MiB 的载荷</translation>
    </message>
    <message>
        <source>there is no such connection any more</source>
        <translation>该连接已不存在</translation>
    </message>
    <message>
        <source>there is no such session any more</source>
        <translation>该会话已不存在</translation>
    </message>
    <message>
        <source>this brace is never closed</source>
        <translation>此花括号没有闭合</translation>
    </message>
    <message>
        <source>this character cannot stand in a host name</source>
        <translation>主机名中不能有此字符</translation>
    </message>
    <message>
        <source>this encoding does not have this character</source>
        <translation>此编码没有该字符</translation>
    </message>
    <message>
        <source>this framing does not take this argument</source>
        <translation>此成帧方式不接受该参数</translation>
    </message>
    <message>
        <source>this host name has no form that the name service knows</source>
        <translation>此主机名没有名称服务可识别的形式</translation>
    </message>
    <message>
        <source>this is neither an IPv4 address nor a name; write four numbers up to 255</source>
        <translation>这既不是 IPv4 地址也不是名称；请写四个不超过 255 的数字</translation>
    </message>
    <message>
        <source>this is no character of base64</source>
        <translation>这不是 base64 字符</translation>
    </message>
    <message>
        <source>this is not closed</source>
        <translation>此处没有闭合</translation>
    </message>
    <message>
        <source>this kind of endpoint has no such option</source>
        <translation>此类端点没有该选项</translation>
    </message>
    <message>
        <source>this line has fewer bytes than the next offset says</source>
        <translation>此行的字节数少于下一偏移量所示</translation>
    </message>
    <message>
        <source>this option is given twice</source>
        <translation>此选项重复给出</translation>
    </message>
    <message>
        <source>this program has no responders</source>
        <translation>本程序没有应答器</translation>
    </message>
    <message>
        <source>this quotation mark is never closed</source>
        <translation>此引号没有闭合</translation>
    </message>
    <message>
        <source>too many levels of parentheses</source>
        <translation>括号层数过多</translation>
    </message>
    <message>
        <source>too much unsent data waits in all connections</source>
        <translation>所有连接中等待发送的数据过多</translation>
    </message>
    <message>
        <source>two hex digits are expected after \x</source>
        <translation>\x 之后应为两位十六进制数字</translation>
    </message>
    <message>
        <source>two hex digits are expected after the backslash, e.g. \0d</source>
        <translation>反斜杠之后应为两位十六进制数字，例如 \0d</translation>
    </message>
    <message>
        <source>write it as scheme://host:port, e.g. tcp://127.0.0.1:9000</source>
        <translation>请写成 方案://主机:端口，例如 tcp://127.0.0.1:9000</translation>
    </message>
    <message>
        <source>a link-local address needs its interface</source>
        <translation>链路本地地址需要写明接口</translation>
    </message>
    <message>
        <source>an IPv4 number has no leading zero: some programs would read it as octal</source>
        <translation>IPv4 数字不能有前导零：有些程序会按八进制读取</translation>
    </message>
    <message>
        <source>only an IPv4 or IPv6 address has a route</source>
        <translation>只有 IPv4 或 IPv6 地址才有路由</translation>
    </message>
    <message>
        <source>the path holds half of a character</source>
        <translation>路径中含有半个字符</translation>
    </message>
    <message>
        <source>C arrays</source>
        <translation>C 数组</translation>
    </message>
    <message>
        <source>COBS: frames end with 00</source>
        <translation>COBS：帧以 00 结尾</translation>
    </message>
    <message>
        <source>DLE STX … DLE ETX, a DLE of the data stands twice</source>
        <translation>DLE STX … DLE ETX，数据中的 DLE 写两次</translation>
    </message>
    <message>
        <source>DNS messages over TCP</source>
        <translation>TCP 上的 DNS 消息</translation>
    </message>
    <message>
        <source>HDLC as in PPP: flags 7E, byte stuffing, a check of 16 bits</source>
        <translation>PPP 中的 HDLC：标志 7E，字节填充，16 位校验</translation>
    </message>
    <message>
        <source>HTTP/1 messages, head and body</source>
        <translation>HTTP/1 消息，首部和正文</translation>
    </message>
    <message>
        <source>JSON values, one after another</source>
        <translation>一个接一个的 JSON 值</translation>
    </message>
    <message>
        <source>MQTT control packets</source>
        <translation>MQTT 控制报文</translation>
    </message>
    <message>
        <source>Modbus RTU: length by function code, CRC-16</source>
        <translation>Modbus RTU：由功能码决定长度，CRC-16</translation>
    </message>
    <message>
        <source>Modbus TCP messages</source>
        <translation>Modbus TCP 消息</translation>
    </message>
    <message>
        <source>NMEA 0183 sentences: $…*hh and CR LF</source>
        <translation>NMEA 0183 语句：$…*hh 加 CR LF</translation>
    </message>
    <message>
        <source>SLIP: frames end with C0</source>
        <translation>SLIP：帧以 C0 结尾</translation>
    </message>
    <message>
        <source>TPKT packets: ISO transport over TCP, S7, RDP</source>
        <translation>TPKT 包：TCP 上的 ISO 传输，S7、RDP</translation>
    </message>
    <message>
        <source>WebSocket frames after the HTTP head; masks undone</source>
        <translation>HTTP 首部之后的 WebSocket 帧；已去除掩码</translation>
    </message>
    <message>
        <source>a CRC needs its polynomial: poly=1021</source>
        <translation>CRC 需要多项式：poly=1021</translation>
    </message>
    <message>
        <source>a DNS message has 12 to 65,535 bytes</source>
        <translation>DNS 消息为 12 到 65,535 字节</translation>
    </message>
    <message>
        <source>a Python list</source>
        <translation>Python 列表</translation>
    </message>
    <message>
        <source>a TPKT holds 3 to 65,531 bytes</source>
        <translation>TPKT 可容纳 3 到 65,531 字节</translation>
    </message>
    <message>
        <source>a UUID is written as text, or as 16 bytes with uuid:bytes</source>
        <translation>UUID 以文本写出，或用 uuid:bytes 写成 16 字节</translation>
    </message>
    <message>
        <source>a capture of a link layer that is not read: Ethernet, Linux cooked, loopback and raw IP are</source>
        <translation>不支持该链路层的抓包：支持以太网、Linux cooked、loopback 和原始 IP</translation>
    </message>
    <message>
        <source>a character that the encoding does not have</source>
        <translation>编码中没有的字符</translation>
    </message>
    <message>
        <source>a checksum cannot be part of what it checks</source>
        <translation>校验和不能是被校验内容的一部分</translation>
    </message>
    <message>
        <source>a code of the frame points past its end</source>
        <translation>帧中的一个编码字节指向其结尾之后</translation>
    </message>
    <message>
        <source>a decimal size, &quot;ok&quot; from the other side, then so many bytes</source>
        <translation>十进制大小，对方回复 &quot;ok&quot;，然后是同样多的字节</translation>
    </message>
    <message>
        <source>a domain name has at most 255 bytes</source>
        <translation>域名最多 255 字节</translation>
    </message>
    <message>
        <source>a field begins with its name</source>
        <translation>字段以其名称开头</translation>
    </message>
    <message>
        <source>a field is &apos;bytes&apos;, a number of bytes, or name:type with a type like u16be</source>
        <translation>字段为 &apos;bytes&apos;、字节数，或 名称:类型（类型如 u16be）</translation>
    </message>
    <message>
        <source>a file is named relative to the workspace&apos;s folder</source>
        <translation>文件名相对于工作区所在文件夹</translation>
    </message>
    <message>
        <source>a file name is expected here</source>
        <translation>此处应为文件名</translation>
    </message>
    <message>
        <source>a frame built from fields has at most 10,000 of them and 16 MiB</source>
        <translation>由字段构成的帧最多 10,000 个字段、16 MiB</translation>
    </message>
    <message>
        <source>a frame shows at most 10,000 fields; the rest is left out</source>
        <translation>一帧最多显示 10,000 个字段；其余省略</translation>
    </message>
    <message>
        <source>a header of these fields, one of which is the payload&apos;s length</source>
        <translation>由这些字段组成的首部，其中一个是载荷长度</translation>
    </message>
    <message>
        <source>a label of a domain name has 1 to 63 characters</source>
        <translation>域名的标签为 1 到 63 个字符</translation>
    </message>
    <message>
        <source>a length in base 128, then so many bytes (protobuf)</source>
        <translation>128 进制的长度，然后是同样多的字节 (protobuf)</translation>
    </message>
    <message>
        <source>a length of 4 decimal digits, then so many bytes</source>
        <translation>4 位十进制数字的长度，然后是同样多的字节</translation>
    </message>
    <message>
        <source>a length that counts itself needs a width, e.g. dec4</source>
        <translation>把自身计入的长度需要宽度，例如 dec4</translation>
    </message>
    <message>
        <source>a name of letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos; is expected here</source>
        <translation>此处应为由字母、数字、&apos;-&apos;、&apos;_&apos; 和 &apos;.&apos; 组成的名称</translation>
    </message>
    <message>
        <source>a number format is expected here: u8, u16be, u32le, dec, dec4, hex2 or HEX2</source>
        <translation>此处应为数字格式：u8、u16be、u32le、dec、dec4、hex2 或 HEX2</translation>
    </message>
    <message>
        <source>a number in hex is expected</source>
        <translation>应为十六进制数</translation>
    </message>
    <message>
        <source>a number is expected here</source>
        <translation>此处应为数字</translation>
    </message>
    <message>
        <source>a number is expected here as the seed</source>
        <translation>此处应为作种子的数字</translation>
    </message>
    <message>
        <source>a number of bytes from 1 to 1,000,000 is expected</source>
        <translation>应为 1 到 1,000,000 的字节数</translation>
    </message>
    <message>
        <source>a pattern in single quotes is expected, e.g. regex(&apos;\r?\n&apos;)</source>
        <translation>应为单引号中的模式，例如 regex(&apos;\r?\n&apos;)</translation>
    </message>
    <message>
        <source>a pattern is ASCII; write other bytes as \xNN</source>
        <translation>模式为 ASCII；其他字节写作 \xNN</translation>
    </message>
    <message>
        <source>a quote or parenthesis is not closed</source>
        <translation>引号或括号未闭合</translation>
    </message>
    <message>
        <source>a range is expected here, e.g. 4..8</source>
        <translation>此处应为范围，例如 4..8</translation>
    </message>
    <message>
        <source>a range is expected, e.g. 0..-2</source>
        <translation>应为范围，例如 0..-2</translation>
    </message>
    <message>
        <source>a range is written from..to in bytes, e.g. 0..-2 or 4..</source>
        <translation>范围以字节写作 起..止，例如 0..-2 或 4..</translation>
    </message>
    <message>
        <source>a regular expression in single quotes is expected here</source>
        <translation>此处应为单引号中的正则表达式</translation>
    </message>
    <message>
        <source>a rule begins with u8, u16be, …, bytes or regex</source>
        <translation>规则以 u8、u16be、…、bytes 或 regex 开头</translation>
    </message>
    <message>
        <source>a section&apos;s name, all, rest, before, or a range such as 2..-2 is expected here</source>
        <translation>此处应为段名、all、rest、before，或 2..-2 这样的范围</translation>
    </message>
    <message>
        <source>a structure begins with: structure name {</source>
        <translation>结构以 structure 名称 { 开头</translation>
    </message>
    <message>
        <source>a structure has at most 1,000 fields</source>
        <translation>结构最多 1,000 个字段</translation>
    </message>
    <message>
        <source>a template has exactly one length, like len:u16be</source>
        <translation>模板恰有一个长度，例如 len:u16be</translation>
    </message>
    <message>
        <source>a template&apos;s header has 1 to 256 bytes</source>
        <translation>模板的首部为 1 到 256 字节</translation>
    </message>
    <message>
        <source>a time is one of unix, unix32, unix64, ms and iso</source>
        <translation>时间为 unix、unix32、unix64、ms 或 iso 之一</translation>
    </message>
    <message>
        <source>a value is expected here</source>
        <translation>此处应为值</translation>
    </message>
    <message>
        <source>a varint has at most 1 to 10 bytes</source>
        <translation>varint 最多 1 到 10 字节</translation>
    </message>
    <message>
        <source>a whole number is expected</source>
        <translation>应为整数</translation>
    </message>
    <message>
        <source>after a backslash, one of r n t 0 \ &quot; xNN is expected</source>
        <translation>反斜杠之后应为 r n t 0 \ &quot; xNN 之一</translation>
    </message>
    <message>
        <source>an NMEA payload holds printable ASCII characters only, and none of $ ! *</source>
        <translation>NMEA 载荷只含可打印 ASCII 字符，且不含 $ ! *</translation>
    </message>
    <message>
        <source>an array of arrays is written as an array of group</source>
        <translation>数组的数组写作 group 的数组</translation>
    </message>
    <message>
        <source>an empty payload leaves no trace in a stream</source>
        <translation>空载荷在流中不留痕迹</translation>
    </message>
    <message>
        <source>an offset from 0 is expected here</source>
        <translation>此处应为从 0 起的偏移</translation>
    </message>
    <message>
        <source>another section has this name</source>
        <translation>已有同名的段</translation>
    </message>
    <message>
        <source>answers each request with so many bytes of numbered lines</source>
        <translation>以若干字节的编号行答复每个请求</translation>
    </message>
    <message>
        <source>answers with the size, waits for &quot;ok&quot;, then sends so many bytes</source>
        <translation>先答复大小，等待 &quot;ok&quot;，再发送同样多的字节</translation>
    </message>
    <message>
        <source>as what? hex, ipv4, ipv6, unix or ntp</source>
        <translation>以何种形式？hex、ipv4、ipv6、unix 或 ntp</translation>
    </message>
    <message>
        <source>ascending offsets from 1 are expected here, e.g. at=3,7</source>
        <translation>此处应为从 1 起递增的偏移，例如 at=3,7</translation>
    </message>
    <message>
        <source>at most four stages can follow a framing</source>
        <translation>成帧方式之后最多四级</translation>
    </message>
    <message>
        <source>bits have no condition and count nothing</source>
        <translation>位没有条件，也不计数</translation>
    </message>
    <message>
        <source>bytes are written as 0x0D0A or as a text in double quotes</source>
        <translation>字节写作 0x0D0A 或双引号中的文本</translation>
    </message>
    <message>
        <source>bytes are written as pairs of hex digits</source>
        <translation>字节写作成对的十六进制数字</translation>
    </message>
    <message>
        <source>bytes that one read takes at most (262,144): small reads show how a stream is cut</source>
        <translation>一次读取最多取的字节数 (262,144)：小的读取可显示流如何被切分</translation>
    </message>
    <message>
        <source>crc does not take this argument</source>
        <translation>crc 不接受该参数</translation>
    </message>
    <message>
        <source>cut off by the end of the frame</source>
        <translation>被帧尾截断</translation>
    </message>
    <message>
        <source>digits have no byte order</source>
        <translation>数字字符没有字节序</translation>
    </message>
    <message>
        <source>does not agree with the bytes that it counts</source>
        <translation>与其所计的字节不一致</translation>
    </message>
    <message>
        <source>expected ( and a length</source>
        <translation>应为 ( 和长度</translation>
    </message>
    <message>
        <source>expected ( and the number of items, or (rest)</source>
        <translation>应为 ( 和项数，或 (rest)</translation>
    </message>
    <message>
        <source>expected )</source>
        <translation>应为 )</translation>
    </message>
    <message>
        <source>expected , or }</source>
        <translation>应为 , 或 }</translation>
    </message>
    <message>
        <source>expected : and a type</source>
        <translation>应为 : 和类型</translation>
    </message>
    <message>
        <source>expected : and the other value</source>
        <translation>应为 : 和另一个值</translation>
    </message>
    <message>
        <source>expected ; after the field</source>
        <translation>字段之后应为 ;</translation>
    </message>
    <message>
        <source>expected ; or one of =, default, if, scale, plus, unit, enum, as, counts, check</source>
        <translation>应为 ;，或 =、default、if、scale、plus、unit、enum、as、counts、check 之一</translation>
    </message>
    <message>
        <source>expected = and a name in double quotes</source>
        <translation>应为 = 和双引号中的名称</translation>
    </message>
    <message>
        <source>expected a number of bits</source>
        <translation>应为位数</translation>
    </message>
    <message>
        <source>expected a number or the name of a field</source>
        <translation>应为数字或字段名</translation>
    </message>
    <message>
        <source>expected a number, or a text in double quotes</source>
        <translation>应为数字，或双引号中的文本</translation>
    </message>
    <message>
        <source>expected a place such as 4 u16be, or a field&apos;s name</source>
        <translation>应为 4 u16be 这样的位置，或字段名</translation>
    </message>
    <message>
        <source>expected a type such as u16be, bytes(4), text(8), group or array</source>
        <translation>应为 u16be、bytes(4)、text(8)、group 或 array 这样的类型</translation>
    </message>
    <message>
        <source>expected a type such as u8, u16be, i32le or f32be</source>
        <translation>应为 u8、u16be、i32le 或 f32be 这样的类型</translation>
    </message>
    <message>
        <source>expected another field or }</source>
        <translation>应为另一个字段或 }</translation>
    </message>
    <message>
        <source>expected are poly=, init=, refin, refout and xorout=</source>
        <translation>应为 poly=、init=、refin、refout 和 xorout=</translation>
    </message>
    <message>
        <source>expected is where the checksum stands, e.g. last 2 le</source>
        <translation>应为校验和的位置，例如 last 2 le</translation>
    </message>
    <message>
        <source>expected the name of a field</source>
        <translation>应为字段名</translation>
    </message>
    <message>
        <source>expected the offset in the frame, as a number</source>
        <translation>应为帧内偏移（数字）</translation>
    </message>
    <message>
        <source>expected the unit in double quotes</source>
        <translation>应为双引号中的单位</translation>
    </message>
    <message>
        <source>expected {</source>
        <translation>应为 {</translation>
    </message>
    <message>
        <source>expected { and names such as 3 = &quot;Read&quot;</source>
        <translation>应为 { 和名称，例如 3 = &quot;Read&quot;</translation>
    </message>
    <message>
        <source>expected { and the bits, the highest first</source>
        <translation>应为 { 和各个位，最高位在前</translation>
    </message>
    <message>
        <source>expected: of, and the fields that it checks</source>
        <translation>应为 of 和它所校验的字段</translation>
    </message>
    <message>
        <source>expected: of, and the type of an item</source>
        <translation>应为 of 和项的类型</translation>
    </message>
    <message>
        <source>frames between these two bytes</source>
        <translation>这两个字节之间的帧</translation>
    </message>
    <message>
        <source>frames that a pause of so long ends</source>
        <translation>以这么长的停顿结束的帧</translation>
    </message>
    <message>
        <source>frames that end where this pattern matches</source>
        <translation>在此模式匹配处结束的帧</translation>
    </message>
    <message>
        <source>frames that end with this text and keep it</source>
        <translation>以此文本结尾并保留它的帧</translation>
    </message>
    <message>
        <source>groups and arrays nest at most 8 deep</source>
        <translation>组和数组最多嵌套 8 层</translation>
    </message>
    <message>
        <source>hex dump, as hexdump -v -C writes it</source>
        <translation>十六进制转储，与 hexdump -v -C 相同</translation>
    </message>
    <message>
        <source>how many random bytes is expected here, 1 to 16777216</source>
        <translation>此处应为随机字节数，1 到 16777216</translation>
    </message>
    <message>
        <source>how often is expected behind repeat:, e.g. {{repeat:3}}</source>
        <translation>repeat: 之后应为次数，例如 {{repeat:3}}</translation>
    </message>
    <message>
        <source>its end mark is missing</source>
        <translation>缺少结束标记</translation>
    </message>
    <message>
        <source>its length cannot be computed</source>
        <translation>无法计算其长度</translation>
    </message>
    <message>
        <source>lines that end with LF, CR LF or CR</source>
        <translation>以 LF、CR LF 或 CR 结尾的行</translation>
    </message>
    <message>
        <source>netstrings: 5:hello,</source>
        <translation>netstring：5:hello,</translation>
    </message>
    <message>
        <source>no checksum of this name</source>
        <translation>没有此名称的校验和</translation>
    </message>
    <message>
        <source>no field of this name before this place</source>
        <translation>此处之前没有该名称的字段</translation>
    </message>
    <message>
        <source>no field of this name beside it</source>
        <translation>旁边没有该名称的字段</translation>
    </message>
    <message>
        <source>no field of this name in there</source>
        <translation>其中没有该名称的字段</translation>
    </message>
    <message>
        <source>no such field; there are len, crc, counter, time, rand, uuid, file, var, captured and repeat</source>
        <translation>没有此字段；可用 len、crc、counter、time、rand、uuid、file、var、captured 和 repeat</translation>
    </message>
    <message>
        <source>no such type; there are u8 to u64, i8 to i64, f32, f64, varint, digits, bytes, text, domain, value, group and array</source>
        <translation>没有此类型；可用 u8 到 u64、i8 到 i64、f32、f64、varint、digits、bytes、text、domain、value、group 和 array</translation>
    </message>
    <message>
        <source>no variable has this name here</source>
        <translation>此处没有同名变量</translation>
    </message>
    <message>
        <source>not a decimal number</source>
        <translation>不是十进制数</translation>
    </message>
    <message>
        <source>not a domain name</source>
        <translation>不是域名</translation>
    </message>
    <message>
        <source>not a pcap or pcapng capture, or its beginning is damaged</source>
        <translation>不是 pcap 或 pcapng 抓包，或其开头已损坏</translation>
    </message>
    <message>
        <source>not a responder: echo, upper, upper(unicode), discard, fixed(&quot;text&quot;), chat, listing(1500), size-ok(1500) or say-ok</source>
        <translation>不是应答器：echo、upper、upper(unicode)、discard、fixed(&quot;text&quot;)、chat、listing(1500)、size-ok(1500) 或 say-ok</translation>
    </message>
    <message>
        <source>not text in this encoding</source>
        <translation>不是此编码的文本</translation>
    </message>
    <message>
        <source>not the value that it must have</source>
        <translation>不是它必须具有的值</translation>
    </message>
    <message>
        <source>nothing may follow the structure</source>
        <translation>结构之后不能有其他内容</translation>
    </message>
    <message>
        <source>nothing was captured by this name yet</source>
        <translation>尚未以此名称捕获任何内容</translation>
    </message>
    <message>
        <source>one JSON object a record</source>
        <translation>每条记录一个 JSON 对象</translation>
    </message>
    <message>
        <source>one JSON value a line (NDJSON)</source>
        <translation>每行一个 JSON 值 (NDJSON)</translation>
    </message>
    <message>
        <source>one byte is expected, e.g. 02 or &apos;&lt;&apos;</source>
        <translation>应为一个字节，例如 02 或 &apos;&lt;&apos;</translation>
    </message>
    <message>
        <source>only a condition may follow here: if 0103</source>
        <translation>此处只能跟条件：if 0103</translation>
    </message>
    <message>
        <source>only a number can be scaled, and not by 0</source>
        <translation>只有数字可以缩放，且不能乘以 0</translation>
    </message>
    <message>
        <source>only a number, bytes or a text can be constant</source>
        <translation>只有数字、字节或文本可以是常量</translation>
    </message>
    <message>
        <source>only a number, bytes or a text can have an initial value</source>
        <translation>只有数字、字节或文本可以有初始值</translation>
    </message>
    <message>
        <source>only a whole number can count or check, and one thing only</source>
        <translation>只有整数可以计数或校验，且只能针对一项</translation>
    </message>
    <message>
        <source>only a whole number can have names</source>
        <translation>只有整数可以有名称</translation>
    </message>
    <message>
        <source>only an array has items</source>
        <translation>只有数组有项</translation>
    </message>
    <message>
        <source>only an array of numbers is written as a list</source>
        <translation>只有数字的数组写成列表</translation>
    </message>
    <message>
        <source>only crc() takes parameters, e.g. crc(16, poly=1021)</source>
        <translation>只有 crc() 接受参数，例如 crc(16, poly=1021)</translation>
    </message>
    <message>
        <source>only right after a framing that does not change bytes can it cover the whole frame</source>
        <translation>只有紧跟在不改变字节的成帧方式之后，它才能覆盖整帧</translation>
    </message>
    <message>
        <source>only the value of a whole number can be used here</source>
        <translation>此处只能使用整数的值</translation>
    </message>
    <message>
        <source>packets for Wireshark, headers synthesised</source>
        <translation>供 Wireshark 使用的包，首部为合成</translation>
    </message>
    <message>
        <source>read back, these bytes have other fields</source>
        <translation>回读时，这些字节得到不同的字段</translation>
    </message>
    <message>
        <source>repeats stand at most 4 deep</source>
        <translation>重复最多嵌套 4 层</translation>
    </message>
    <message>
        <source>say in which order: be or le, e.g. u16be</source>
        <translation>请说明字节序：be 或 le，例如 u16be</translation>
    </message>
    <message>
        <source>says &quot;ok&quot; to each size, as the other side of size-ok</source>
        <translation>对每个大小回复 &quot;ok&quot;，作为 size-ok 的另一方</translation>
    </message>
    <message>
        <source>start, end and escape must differ</source>
        <translation>起始、结束和转义必须不同</translation>
    </message>
    <message>
        <source>table for a spreadsheet</source>
        <translation>供电子表格使用的表格</translation>
    </message>
    <message>
        <source>text with escapes and a heading for each record</source>
        <translation>带转义的文本，每条记录有标题</translation>
    </message>
    <message>
        <source>the bits do not add up to the size of the number</source>
        <translation>各个位之和与数的大小不符</translation>
    </message>
    <message>
        <source>the bytes as they are, a file for each direction</source>
        <translation>原始字节，每个方向一个文件</translation>
    </message>
    <message>
        <source>the capture has no such conversation</source>
        <translation>抓包中没有此会话</translation>
    </message>
    <message>
        <source>the check must be fcs16, fcs32 or nofcs</source>
        <translation>校验必须是 fcs16、fcs32 或 nofcs</translation>
    </message>
    <message>
        <source>the checksum differs</source>
        <translation>校验和不符</translation>
    </message>
    <message>
        <source>the checksum is no number of its size</source>
        <translation>校验和不是其大小的数</translation>
    </message>
    <message>
        <source>the conversation is larger than was asked for</source>
        <translation>会话大于所要求的</translation>
    </message>
    <message>
        <source>the digits of a checksum need a width, e.g. as hex2</source>
        <translation>校验和的数字需要宽度，例如 as hex2</translation>
    </message>
    <message>
        <source>the encoding is utf8, ascii, latin1, utf16be, utf16le or gbk</source>
        <translation>编码为 utf8、ascii、latin1、utf16be、utf16le 或 gbk</translation>
    </message>
    <message>
        <source>the end mark must not be empty</source>
        <translation>结束标记不能为空</translation>
    </message>
    <message>
        <source>the expression is too long</source>
        <translation>表达式过长</translation>
    </message>
    <message>
        <source>the file is too long for a payload of 16 MiB</source>
        <translation>文件过长，超出 16 MiB 的载荷</translation>
    </message>
    <message>
        <source>the frame is longer than the limit</source>
        <translation>帧超过上限</translation>
    </message>
    <message>
        <source>the frame is too short for its checksum</source>
        <translation>帧过短，容不下其校验和</translation>
    </message>
    <message>
        <source>the length declared cannot be</source>
        <translation>声明的长度不可能成立</translation>
    </message>
    <message>
        <source>the length of this payload (address, function, data) does not fit its function</source>
        <translation>此载荷（地址、功能、数据）的长度与其功能不符</translation>
    </message>
    <message>
        <source>the length type must be u8, u16, u24, u32 or u64 with be or le, e.g. u16be, or dec4, hex2</source>
        <translation>长度类型必须是 u8、u16、u24、u32 或 u64 加 be 或 le，例如 u16be，或 dec4、hex2</translation>
    </message>
    <message>
        <source>the lengths depend on each other and never agree</source>
        <translation>各长度互相依赖，无法一致</translation>
    </message>
    <message>
        <source>the line ending must be lf, crlf, cr or any</source>
        <translation>行尾必须是 lf、crlf、cr 或 any</translation>
    </message>
    <message>
        <source>the number does not end where it must</source>
        <translation>数字未在应结束处结束</translation>
    </message>
    <message>
        <source>the number does not fit the field</source>
        <translation>数字放不进该字段</translation>
    </message>
    <message>
        <source>the number has more bits than the checksum</source>
        <translation>该数的位数多于校验和</translation>
    </message>
    <message>
        <source>the offset is expected here, e.g. at 2</source>
        <translation>此处应为偏移，例如 at 2</translation>
    </message>
    <message>
        <source>the pattern matches nothing at all</source>
        <translation>该模式只匹配空内容</translation>
    </message>
    <message>
        <source>the payload begins with a digit, which would stick to its size: use end=0A</source>
        <translation>载荷以数字开头，会与大小粘在一起：请用 end=0A</translation>
    </message>
    <message>
        <source>the payload contains &quot;ok&quot;, so that the peer would cut it there</source>
        <translation>载荷含有 &quot;ok&quot;，对端会在该处切分</translation>
    </message>
    <message>
        <source>the payload contains the end byte, so that the peer would cut it there</source>
        <translation>载荷含有结束字节，对端会在该处切分</translation>
    </message>
    <message>
        <source>the payload has more than one frame of the next stage</source>
        <translation>载荷含有下一级的多个帧</translation>
    </message>
    <message>
        <source>the payload has no frame of the next stage</source>
        <translation>载荷中没有下一级的帧</translation>
    </message>
    <message>
        <source>the payload is no frame of the next stage</source>
        <translation>载荷不是下一级的帧</translation>
    </message>
    <message>
        <source>the payload is not exactly one JSON value (of at most 64 levels)</source>
        <translation>载荷不是恰好一个 JSON 值（最多 64 层）</translation>
    </message>
    <message>
        <source>the payload is not exactly one JSON value without white space around it</source>
        <translation>载荷不是恰好一个前后无空白的 JSON 值</translation>
    </message>
    <message>
        <source>the payload is not one whole HTTP message: start line, headers, empty line, and a body of the Content-Length or in chunks</source>
        <translation>载荷不是一条完整的 HTTP 消息：起始行、首部、空行，以及符合 Content-Length 或分块的正文</translation>
    </message>
    <message>
        <source>the payload is not one whole MQTT packet: type and flags, remaining length, and so many bytes</source>
        <translation>载荷不是一个完整的 MQTT 报文：类型与标志、剩余长度，以及同样多的字节</translation>
    </message>
    <message>
        <source>the payload is not one whole Modbus TCP message: transaction (2 bytes), protocol 0 (2), length of the rest (2), unit, function, data</source>
        <translation>载荷不是一条完整的 Modbus TCP 消息：事务（2 字节）、协议 0（2）、其余长度（2）、单元、功能、数据</translation>
    </message>
    <message>
        <source>the payload is not one whole frame: it must end with what the pattern matches</source>
        <translation>载荷不是一个完整的帧：必须以模式所匹配的内容结尾</translation>
    </message>
    <message>
        <source>the payload is shorter than this checksum</source>
        <translation>载荷短于此校验和</translation>
    </message>
    <message>
        <source>the payload is shorter than what its checksum covers</source>
        <translation>载荷短于其校验和所覆盖的范围</translation>
    </message>
    <message>
        <source>the payload must end with the delimiter, which is kept</source>
        <translation>载荷必须以分隔符结尾（分隔符被保留）</translation>
    </message>
    <message>
        <source>the peer would cut this frame inside its checksum</source>
        <translation>对端会在校验和内部切分此帧</translation>
    </message>
    <message>
        <source>the range of this checksum covers its own bytes; end it before them, or count them as zero with: zeroed</source>
        <translation>此校验和的范围包含其自身字节；请在其之前结束，或用 zeroed 将其视为零</translation>
    </message>
    <message>
        <source>the same, with a check of 32 bits</source>
        <translation>同上，32 位校验</translation>
    </message>
    <message>
        <source>the same, with an escape before such bytes in the data</source>
        <translation>同上，数据中的此类字节前加转义</translation>
    </message>
    <message>
        <source>the same, with bytes that end the size</source>
        <translation>同上，另有结束大小的字节</translation>
    </message>
    <message>
        <source>the same; what is sent is masked, as a client must</source>
        <translation>同上；发送内容加掩码，客户端必须如此</translation>
    </message>
    <message>
        <source>the stream ended before the frame did</source>
        <translation>流在帧完成之前结束</translation>
    </message>
    <message>
        <source>the structure has no such field</source>
        <translation>结构没有此字段</translation>
    </message>
    <message>
        <source>the structure has over 65,536 characters</source>
        <translation>结构超过 65,536 个字符</translation>
    </message>
    <message>
        <source>the structure needs a name of letters, digits and _</source>
        <translation>结构需要由字母、数字和 _ 组成的名称</translation>
    </message>
    <message>
        <source>the text of this variable cannot be read as a payload</source>
        <translation>此变量的文本无法作为载荷读取</translation>
    </message>
    <message>
        <source>the value contains its own end mark</source>
        <translation>值含有其自身的结束标记</translation>
    </message>
    <message>
        <source>the value is longer than the field</source>
        <translation>值比字段长</translation>
    </message>
    <message>
        <source>the value is shorter than the field</source>
        <translation>值比字段短</translation>
    </message>
    <message>
        <source>the value is too large for this field</source>
        <translation>值对此字段过大</translation>
    </message>
    <message>
        <source>the value of this variable is no number</source>
        <translation>此变量的值不是数字</translation>
    </message>
    <message>
        <source>the width of a CRC is 1 to 64 bits</source>
        <translation>CRC 的宽度为 1 到 64 位</translation>
    </message>
    <message>
        <source>there are whole, bytes, at=3,7, random=SEED and pairs</source>
        <translation>可用 whole、bytes、at=3,7、random=SEED 和 pairs</translation>
    </message>
    <message>
        <source>there is a field of this name already</source>
        <translation>已有同名字段</translation>
    </message>
    <message>
        <source>there is no checksum of this name</source>
        <translation>没有此名称的校验和</translation>
    </message>
    <message>
        <source>there is no framing of this name</source>
        <translation>没有此名称的成帧方式</translation>
    </message>
    <message>
        <source>there is no section with this name here</source>
        <translation>此处没有此名称的段</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>there is no workspace folder to take files from; save the workspace first</source>
        <translation>没有可取文件的工作区文件夹；请先保存工作区</translation>
    </message>
    <message>
        <source>these are too many offsets</source>
        <translation>偏移过多</translation>
    </message>
    <message>
        <source>these bytes are none</source>
        <translation>这些字节不是</translation>
    </message>
    <message>
        <source>these bytes belong to no frame</source>
        <translation>这些字节不属于任何帧</translation>
    </message>
    <message>
        <source>these checksums cover each other</source>
        <translation>这些校验和互相覆盖</translation>
    </message>
    <message>
        <source>this character has no meaning here</source>
        <translation>此字符在此处没有意义</translation>
    </message>
    <message>
        <source>this checksum does not fit so many bytes</source>
        <translation>此校验和放不进这么多字节</translation>
    </message>
    <message>
        <source>this checksum has another size than the field</source>
        <translation>此校验和与字段大小不同</translation>
    </message>
    <message>
        <source>this ends a repeat that was not begun</source>
        <translation>此处结束了未开始的重复</translation>
    </message>
    <message>
        <source>this ends a section that was not begun</source>
        <translation>此处结束了未开始的段</translation>
    </message>
    <message>
        <source>this escape does not exist</source>
        <translation>没有此转义</translation>
    </message>
    <message>
        <source>this field is empty</source>
        <translation>此字段为空</translation>
    </message>
    <message>
        <source>this field is never closed: }} is missing</source>
        <translation>此字段未闭合：缺少 }}</translation>
    </message>
    <message>
        <source>this field is never closed: }} is missing; a brace that begins no field is written \{</source>
        <translation>此字段未闭合：缺少 }}；不开始字段的花括号写作 \{</translation>
    </message>
    <message>
        <source>this field stands before the first of the range</source>
        <translation>此字段在范围的首个之前</translation>
    </message>
    <message>
        <source>this file cannot be read</source>
        <translation>无法读取此文件</translation>
    </message>
    <message>
        <source>this file is outside of the workspace&apos;s folder</source>
        <translation>此文件在工作区文件夹之外</translation>
    </message>
    <message>
        <source>this framing does not allow these bytes here</source>
        <translation>此成帧方式不允许此处出现这些字节</translation>
    </message>
    <message>
        <source>this framing has no empty frame</source>
        <translation>此成帧方式没有空帧</translation>
    </message>
    <message>
        <source>this framing has used up its time</source>
        <translation>此成帧方式已用尽时间</translation>
    </message>
    <message>
        <source>this is no field, and as a section it is never ended with {{/…}}; fields are len, crc, counter, time, rand, uuid, file, var, captured and repeat</source>
        <translation>这不是字段，作为段又没有以 {{/…}} 结束；字段有 len、crc、counter、time、rand、uuid、file、var、captured 和 repeat</translation>
    </message>
    <message>
        <source>this is no regular expression</source>
        <translation>这不是正则表达式</translation>
    </message>
    <message>
        <source>this is no regular file</source>
        <translation>这不是普通文件</translation>
    </message>
    <message>
        <source>this is not a file</source>
        <translation>这不是文件</translation>
    </message>
    <message>
        <source>this length depends on its own digits; give it a width, e.g. dec4</source>
        <translation>此长度取决于自身的位数；请给出宽度，例如 dec4</translation>
    </message>
    <message>
        <source>this length would be negative</source>
        <translation>此长度会为负</translation>
    </message>
    <message>
        <source>this number is too large</source>
        <translation>此数过大</translation>
    </message>
    <message>
        <source>this payload does not become one frame</source>
        <translation>此载荷不能成为一帧</translation>
    </message>
    <message>
        <source>this quote is not closed</source>
        <translation>此引号未闭合</translation>
    </message>
    <message>
        <source>this range ends before it begins</source>
        <translation>此范围的终点在起点之前</translation>
    </message>
    <message>
        <source>this range goes beyond the payload</source>
        <translation>此范围超出载荷</translation>
    </message>
    <message>
        <source>this range is beyond the bytes that there are</source>
        <translation>此范围超出现有字节</translation>
    </message>
    <message>
        <source>this range is empty</source>
        <translation>此范围为空</translation>
    </message>
    <message>
        <source>this range takes in the checksum itself</source>
        <translation>此范围包含校验和本身</translation>
    </message>
    <message>
        <source>this regular expression cannot be read</source>
        <translation>无法读取此正则表达式</translation>
    </message>
    <message>
        <source>this repeat is never ended: {{/repeat}} is missing</source>
        <translation>此重复未结束：缺少 {{/repeat}}</translation>
    </message>
    <message>
        <source>this value has a name already</source>
        <translation>此值已有名称</translation>
    </message>
    <message>
        <source>this value would turn an escaped byte into a mark, or there is no escape</source>
        <translation>此值会把转义后的字节变成标记，或没有转义</translation>
    </message>
    <message>
        <source>this variable needs its own value</source>
        <translation>此变量需要它自己的值</translation>
    </message>
    <message>
        <source>this word means nothing to this field</source>
        <translation>此词对该字段没有意义</translation>
    </message>
    <message>
        <source>variables stand at most 16 deep in each other</source>
        <translation>变量最多互相嵌套 16 层</translation>
    </message>
    <message>
        <source>what ends the size has at most 16 bytes, the first of which is no digit</source>
        <translation>结束大小的内容最多 16 字节，且首字节不是数字</translation>
    </message>
    <message>
        <source>what stands in the tail of this template is not known</source>
        <translation>此模板尾部的内容未知</translation>
    </message>
    <message>
        <source>what was captured is no number</source>
        <translation>捕获的内容不是数字</translation>
    </message>
    <message>
        <source>with this the payload has too many parts</source>
        <translation>这样载荷的部分就过多了</translation>
    </message>
    <message>
        <source>with this the payload is over 16 MiB</source>
        <translation>这样载荷就超过 16 MiB</translation>
    </message>
    <message>
        <source>a record of the conversation cannot be read (any more)</source>
        <translation>会话的一条记录（已）无法读取</translation>
    </message>
    <message>
        <source>a timing is original, scaled=0.5 or none</source>
        <translation>时序为 original、scaled=0.5 或 none</translation>
    </message>
    <message>
        <source>in this recording, that side of that connection sent nothing</source>
        <translation>在此记录中，该连接的这一方没有发送任何内容</translation>
    </message>
    <message>
        <source>the conversation has more than 16 million sends</source>
        <translation>会话的发送超过一千六百万次</translation>
    </message>
    <message>
        <source>the factor is a number from 0 to 1000000: 0.5 is twice as fast</source>
        <translation>系数为 0 到 1000000 的数：0.5 为两倍速</translation>
    </message>
    <message>
        <source>Wireshark&apos;s tshark is not installed</source>
        <translation>未安装 Wireshark 的 tshark</translation>
    </message>
    <message>
        <source>expected a number, or after == and != a text in quotes</source>
        <translation>应为数字，或在 == 与 != 之后为带引号的文本</translation>
    </message>
    <message>
        <source>no name of a protocol: letters, digits, _ - . only</source>
        <translation>不是协议名：只能用字母、数字、_ - .</translation>
    </message>
    <message>
        <source>no temporary folder can be made for the capture</source>
        <translation>无法为捕获文件创建临时文件夹</translation>
    </message>
    <message>
        <source>the structure has no such field with a value</source>
        <translation>结构中没有这样一个带值的字段</translation>
    </message>
    <message>
        <source>there is no chunk and no datagram to decode</source>
        <translation>没有可解码的数据块或数据报</translation>
    </message>
    <message>
        <source>tshark crashed</source>
        <translation>tshark 崩溃了</translation>
    </message>
    <message>
        <source>tshark ended with an error</source>
        <translation>tshark 以错误结束</translation>
    </message>
    <message>
        <source>tshark found more fields than are kept: choose fewer rows</source>
        <translation>tshark 找到的字段超出保留上限：请少选几行</translation>
    </message>
    <message>
        <source>tshark took too long and was ended</source>
        <translation>tshark 用时过长，已被结束</translation>
    </message>
    <message>
        <source>tshark wrote more than is read: choose fewer rows</source>
        <translation>tshark 的输出超出读取上限：请少选几行</translation>
    </message>
    <message>
        <source>tshark&apos;s answer cannot be read</source>
        <translation>无法读取 tshark 的结果</translation>
    </message>
    <message>
        <source>tshark&apos;s answer is beyond all measure</source>
        <translation>tshark 的结果大得离谱</translation>
    </message>
    <message>
        <source>a continuation of no message: a message begins with text or bytes</source>
        <translation>没有所属消息的延续帧：消息须以文本帧或二进制帧开始</translation>
    </message>
    <message>
        <source>a message begins before the one before it has ended</source>
        <translation>前一条消息尚未结束，新消息就已开始</translation>
    </message>
    <message>
        <source>a closing parenthesis is expected here</source>
        <translation>此处应为右括号</translation>
    </message>
    <message>
        <source>connection=N, side=in, side=out or mark=… is expected here</source>
        <translation>此处应为 connection=N、side=in、side=out 或 mark=…</translation>
    </message>
    <message>
        <source>recorded(&quot;FILE&quot;, …) is expected here</source>
        <translation>此处应为 recorded(&quot;文件&quot;, …)</translation>
    </message>
    <message>
        <source>the number of the connection is missing: connection=N</source>
        <translation>缺少连接编号：connection=N</translation>
    </message>
    <message>
        <source>the recording has changed: this is another conversation now</source>
        <translation>录制已改变：现在是另一段会话</translation>
    </message>
    <message>
        <source>the recording&apos;s file is expected here, in double quotes</source>
        <translation>此处应为用双引号括起的录制文件</translation>
    </message>
</context>
<context>
    <name>widgets::BarChart</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln frame(s)</source>
        <translation>
            <numerusform>%1：%Ln 帧</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::BarPlot</name>
    <message>
        <source>← in</source>
        <translation>← 入</translation>
    </message>
    <message>
        <source>→ out</source>
        <translation>→ 出</translation>
    </message>
    <message>
        <source>how often</source>
        <translation>次数</translation>
    </message>
</context>
<context>
    <name>widgets::BindChoice</name>
    <message>
        <source>every interface</source>
        <translation>所有接口</translation>
    </message>
    <message>
        <source>%1 would be reachable from other machines (%2).</source>
        <translation>%1 将可被其他机器访问（%2）。</translation>
    </message>
    <message>
        <source>Only this machine</source>
        <translation>仅限本机</translation>
    </message>
    <message>
        <source>Open to the network</source>
        <translation>对网络开放</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>widgets::ByteHistoryView</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>The frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>“≠” where the value is not that of the row above</source>
        <translation>值与上一行不同处标 “≠”</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>The value at the pinned place</source>
        <translation>固定位置处的值</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When the frame was complete</source>
        <translation>帧完成的时间</translation>
    </message>
    <message>
        <source>too short</source>
        <translation>过短</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Place of the byte, number or field</source>
        <translation>字节、数字或字段的位置</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Number of frames</source>
        <translation>帧数</translation>
    </message>
    <message>
        <source>Values at the pinned place</source>
        <translation>固定位置处的值</translation>
    </message>
    <message>
        <source>No frames yet.</source>
        <translation>尚无帧。</translation>
    </message>
    <message>
        <source>The values of one byte, number or field over the last frames appear here. Write its place: “4 u16be” is a 16-bit number at offset 4, “-2 u16le” counts from the end.</source>
        <translation>此处显示某个字节、数字或字段在最近各帧中的值。请写出其位置：“4 u16be” 是偏移 4 处的 16 位数，“-2 u16le” 从末尾计数。</translation>
    </message>
    <message>
        <source>character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>4 u16be, or a field&apos;s name</source>
        <translation>4 u16be，或字段名</translation>
    </message>
    <message>
        <source>This is the name of a field: choose the structure that has it in the Structure tab.</source>
        <translation>这是一个字段名：请在“结构”标签页中选择含有它的结构。</translation>
    </message>
    <message>
        <source>The structure has no field %1.</source>
        <translation>该结构没有字段 %1。</translation>
    </message>
</context>
<context>
    <name>widgets::CallsView</name>
    <message>
        <source>System calls</source>
        <translation>系统调用</translation>
    </message>
    <message>
        <source>Every system call appears here with its arguments, result and duration</source>
        <translation>每个系统调用及其参数、结果和耗时都显示在这里</translation>
    </message>
    <message>
        <source>Copy rows	Ctrl+C</source>
        <translation>复制行	Ctrl+C</translation>
    </message>
    <message>
        <source>Only calls that failed</source>
        <translation>仅失败的调用</translation>
    </message>
</context>
<context>
    <name>widgets::ChartsView</name>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Reads and sends</source>
        <translation>读取与发送</translation>
    </message>
    <message>
        <source>Lengths</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Round trips</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Rates over time</source>
        <translation>速率随时间变化</translation>
    </message>
    <message>
        <source>How long the chunks and datagrams are</source>
        <translation>数据块与数据报的长度</translation>
    </message>
    <message>
        <source>Times between two of the same direction and connection</source>
        <translation>同一方向、同一连接中相邻两者的间隔</translation>
    </message>
    <message>
        <source>Times from a request to its answer</source>
        <translation>从请求到应答的时间</translation>
    </message>
    <message>
        <source>Connections with the most bytes</source>
        <translation>字节最多的连接</translation>
    </message>
    <message>
        <source>bytes of a chunk or datagram</source>
        <translation>数据块或数据报的字节数</translation>
    </message>
    <message>
        <source>time since the one before, in the same direction of a connection</source>
        <translation>距同一连接同一方向上前一个的时间</translation>
    </message>
    <message>
        <source>time from request to answer</source>
        <translation>从请求到应答的时间</translation>
    </message>
    <message>
        <source>What passes over your sessions is counted here:
rates, lengths, gaps, round trips and the connections with the most bytes.</source>
        <translation>此处统计经过各会话的内容：
速率、长度、间隔、往返时间以及字节最多的连接。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>← %1</source>
        <translation>← %1</translation>
    </message>
    <message numerus="yes">
        <source>%n read(s)</source>
        <translation>
            <numerusform>%n 次读取</numerusform>
        </translation>
    </message>
    <message>
        <source>→ %1</source>
        <translation>→ %1</translation>
    </message>
    <message numerus="yes">
        <source>%n send(s)</source>
        <translation>
            <numerusform>%n 次发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n 个连接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n 个应答</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an answer</source>
        <translation>
            <numerusform>%n 个没有应答</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::CommandPalette</name>
    <message>
        <source>Type a few letters of a command</source>
        <translation>输入命令的几个字母</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>widgets::Composer</name>
    <message>
        <source>%1 characters are too many to type (%2 at most); nothing was taken. Put them in a file and send that with &quot;Send file&quot;.</source>
        <translation>%1 个字符过多，无法放入编辑框（最多 %2 个）；未取用任何内容。请存入文件并用“发送文件”发送。</translation>
    </message>
    <message>
        <source>Hex, at character %1: %2</source>
        <translation>十六进制，第 %1 个字符：%2</translation>
    </message>
    <message>
        <source>Text, at character %1: %2</source>
        <translation>文本，第 %1 个字符：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>%1 was not sent. %2</source>
        <translation>%1 未发送。%2</translation>
    </message>
    <message>
        <source>This payload cannot be framed as %1: %2</source>
        <translation>此载荷无法按 %1 成帧：%2</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n byte(s) handed to the kernel, %2: %3</source>
        <translation>
            <numerusform>%n 字节中有 %1 字节已交给内核，%2：%3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) handed to the kernel, %1</source>
        <translation>
            <numerusform>%n 字节已交给内核，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>No ending</source>
        <translation>无结尾</translation>
    </message>
    <message>
        <source>Te&amp;xt, with escapes \r \n \t \0 \x41 \u{20AC}</source>
        <translation>文本(&amp;X)，可用转义 \r \n \t \0 \x41 \u{20AC}</translation>
    </message>
    <message>
        <source>&amp;Hex</source>
        <translation>十六进制(&amp;H)</translation>
    </message>
    <message>
        <source>Payload as text</source>
        <translation>文本形式的载荷</translation>
    </message>
    <message>
        <source>Payload as hex</source>
        <translation>十六进制形式的载荷</translation>
    </message>
    <message>
        <source>Type what is to be sent</source>
        <translation>输入要发送的内容</translation>
    </message>
    <message>
        <source>or its bytes: 48 65 6C 6C 6F</source>
        <translation>或其字节：48 65 6C 6C 6F</translation>
    </message>
    <message>
        <source>Text encoding</source>
        <translation>文本编码</translation>
    </message>
    <message>
        <source>How characters become bytes</source>
        <translation>字符如何转换为字节</translation>
    </message>
    <message>
        <source>Line ending</source>
        <translation>行尾</translation>
    </message>
    <message>
        <source>What is sent after the payload</source>
        <translation>载荷之后发送的内容</translation>
    </message>
    <message>
        <source>What was sent before (Alt+Up, Alt+Down)</source>
        <translation>以前发送过的内容（Alt+上，Alt+下）</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Show the saved payloads</source>
        <translation>显示已保存的载荷</translation>
    </message>
    <message>
        <source>Saved payloads</source>
        <translation>已保存的载荷</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send (Ctrl+Enter)</source>
        <translation>发送（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Frame as %1</source>
        <translation>按 %1 成帧</translation>
    </message>
    <message>
        <source>Adds what the session&apos;s framing needs, so that the other side cuts exactly this payload</source>
        <translation>加上会话成帧所需的内容，使对方恰好切出此载荷</translation>
    </message>
    <message>
        <source>Cut at offsets: %1</source>
        <translation>在这些偏移处切分：%1</translation>
    </message>
    <message>
        <source>The payload could not be made: %1</source>
        <translation>无法生成载荷：%1</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2</source>
        <translation>&quot;%1&quot;：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) copied as %1</source>
        <translation>
            <numerusform>已将 %n 字节复制为 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy what leaves as hex, or as a program that sends it</source>
        <translation>将发出的内容复制为十六进制，或复制为发送它的程序</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>复制为</translation>
    </message>
    <message>
        <source>The bytes that leave</source>
        <translation>发出的字节</translation>
    </message>
    <message numerus="yes">
        <source>Leaves: %n byte(s)</source>
        <translation>
            <numerusform>发出：%n 字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n write(s)</source>
        <translation>
            <numerusform>分 %n 次写入</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ConnectionsView</name>
    <message>
        <source>Send here</source>
        <translation>发送到此处</translation>
    </message>
    <message>
        <source>Shut down writing (half-close)</source>
        <translation>关闭写方向（半关闭）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Reset (RST)</source>
        <translation>重置（RST）</translation>
    </message>
    <message>
        <source>Let the responder go on</source>
        <translation>让应答器继续</translation>
    </message>
    <message>
        <source>Copy peer address</source>
        <translation>复制对端地址</translation>
    </message>
    <message>
        <source>Copy local address</source>
        <translation>复制本地地址</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>清除已结束的</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Send to this session</source>
        <translation>发送到此会话</translation>
    </message>
    <message>
        <source>Open again now</source>
        <translation>立即重新打开</translation>
    </message>
    <message>
        <source>Stop reconnecting</source>
        <translation>停止重新连接</translation>
    </message>
    <message>
        <source>Close session</source>
        <translation>关闭会话</translation>
    </message>
    <message>
        <source>Remove from the table</source>
        <translation>从表中移除</translation>
    </message>
    <message>
        <source>Copy endpoint</source>
        <translation>复制端点</translation>
    </message>
    <message>
        <source>Responder</source>
        <translation>应答器</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>成帧</translation>
    </message>
    <message>
        <source>raw (no framing)</source>
        <translation>raw（不成帧）</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Sessions and their connections appear here.</source>
        <translation>会话及其连接显示在这里。</translation>
    </message>
    <message>
        <source>Open an endpoint</source>
        <translation>打开端点</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Replay…</source>
        <translation>重放…</translation>
    </message>
    <message>
        <source>Decode with Wireshark</source>
        <translation>用 Wireshark 解码</translation>
    </message>
</context>
<context>
    <name>widgets::CutBar</name>
    <message>
        <source>C&amp;ut</source>
        <translation>切分(&amp;U)</translation>
    </message>
    <message>
        <source>in one write</source>
        <translation>一次写入</translation>
    </message>
    <message>
        <source>byte by byte</source>
        <translation>逐字节</translation>
    </message>
    <message>
        <source>at offsets</source>
        <translation>按偏移</translation>
    </message>
    <message>
        <source>at random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>two in one write</source>
        <translation>两个合为一次写入</translation>
    </message>
    <message>
        <source>How a payload is cut into writes</source>
        <translation>载荷如何切分为多次写入</translation>
    </message>
    <message>
        <source>How a payload is cut into writes, to test how the other side puts it together. For what is cut, TCP_NODELAY is set on the connection, so that the kernel does not join the pieces.</source>
        <translation>载荷如何切分为多次写入，以测试对方如何重新拼合。切分时会在连接上设置 TCP_NODELAY，使内核不合并各片。</translation>
    </message>
    <message>
        <source>Offsets at which a new write begins</source>
        <translation>新写入开始处的偏移</translation>
    </message>
    <message>
        <source>Offsets at which a new write begins, in bytes of what leaves</source>
        <translation>新写入开始处的偏移，以发出内容的字节计</translation>
    </message>
    <message>
        <source>+ cursor</source>
        <translation>+ 光标</translation>
    </message>
    <message>
        <source>Cut where the cursor stands in the text or the hex side</source>
        <translation>在文本或十六进制一侧的光标处切分</translation>
    </message>
    <message>
        <source>seed </source>
        <translation>种子 </translation>
    </message>
    <message>
        <source>Seed: the same seed cuts alike</source>
        <translation>种子：相同的种子切分相同</translation>
    </message>
    <message>
        <source>The same seed cuts alike</source>
        <translation>相同的种子切分相同</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>停顿</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Pause between two pieces</source>
        <translation>两片之间的停顿</translation>
    </message>
</context>
<context>
    <name>widgets::DissectionView</name>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Has Wireshark decode the selected rows, or the selected connection</source>
        <translation>让 Wireshark 解码所选的行或所选的连接</translation>
    </message>
    <message>
        <source>as</source>
        <translation>按</translation>
    </message>
    <message>
        <source>Protocol to decode as</source>
        <translation>解码所用的协议</translation>
    </message>
    <message>
        <source>Which protocol all ports carry; automatic leaves it to Wireshark</source>
        <translation>所有端口承载哪种协议；“自动”则交给 Wireshark 判断</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress of the decoding</source>
        <translation>解码进度</translation>
    </message>
    <message>
        <source>Protocol tree</source>
        <translation>协议树</translation>
    </message>
    <message>
        <source>What Wireshark reads in the selected connection appears here, field by field, each with its bytes.</source>
        <translation>Wireshark 在所选连接中读出的内容会逐字段显示在这里，每个字段都带有其字节。</translation>
    </message>
    <message>
        <source>Decode the selected connection</source>
        <translation>解码所选的连接</translation>
    </message>
    <message>
        <source>Decoding needs tshark, the command line program of Wireshark: it knows some 3,000 protocols.
It is not installed. On Debian and Ubuntu it comes with

sudo apt install tshark

It may stay without the right to capture: it is only given what is recorded here.</source>
        <translation>解码需要 tshark，即 Wireshark 的命令行程序：它认识约 3,000 种协议。
它尚未安装。在 Debian 和 Ubuntu 上可以这样安装：

sudo apt install tshark

它无需捕获权限：只会得到这里录制的内容。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再查一次</translation>
    </message>
    <message numerus="yes">
        <source> · %n field(s) beyond the limits left out</source>
        <translation>
            <numerusform> · %n 个超出上限的字段已略去</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s) decoded</source>
        <translation>
            <numerusform>已解码 %n 个包</numerusform>
        </translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>being decoded…</source>
        <translation>正在解码…</translation>
    </message>
    <message>
        <source>Decode the next ones</source>
        <translation>解码后续部分</translation>
    </message>
    <message>
        <source>Decodes what follows; Decode begins again with the first</source>
        <translation>解码其后的内容；“解码”则从头开始</translation>
    </message>
    <message>
        <source> · of %1 chunks and datagrams, more follow</source>
        <translation>· 共 %1 个数据块和数据报，后面还有</translation>
    </message>
</context>
<context>
    <name>widgets::ExportDialog</name>
    <message>
        <source>both, a file for each</source>
        <translation>双向，各一个文件</translation>
    </message>
    <message>
        <source>both</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>What to export:</source>
        <translation>导出内容：</translation>
    </message>
    <message numerus="yes">
        <source>the %n selected row(s)</source>
        <translation>
            <numerusform>所选的 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>the connection %1</source>
        <translation>连接 %1</translation>
    </message>
    <message>
        <source>the rows shown: %1</source>
        <translation>所示各行：%1</translation>
    </message>
    <message>
        <source>the whole recording</source>
        <translation>整个记录</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>in: what peers sent</source>
        <translation>入：对端发来的内容</translation>
    </message>
    <message>
        <source>out: what was sent from here</source>
        <translation>出：从此处发出的内容</translation>
    </message>
    <message>
        <source>The file holds the payloads as they passed, passwords and keys included. Only you may read it (mode 0600).</source>
        <translation>文件含有原样的载荷，包括其中的密码和密钥。只有您可以读取 (模式 0600)。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>widgets::FaultPanel</name>
    <message>
        <source>Older</source>
        <translation>较早</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>较新</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
    <message>
        <source>%1: %2   (%3)</source>
        <translation>%1：%2   （%3）</translation>
    </message>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>widgets::FieldTree</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Fields of the selected bytes</source>
        <translation>所选字节的字段</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>⚠ %1 (%2)</source>
        <translation>⚠ %1 (%2)</translation>
    </message>
    <message>
        <source>History over the frames</source>
        <translation>各帧中的变化</translation>
    </message>
</context>
<context>
    <name>widgets::FieldsMenu</name>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Fields in double braces compute themselves each time the payload is sent: lengths, checksums, counters, times, variables. Off, braces are text like any other.</source>
        <translation>双花括号中的字段在每次发送载荷时自行计算：长度、校验和、计数器、时间、变量。关闭时花括号为普通文本。</translation>
    </message>
    <message>
        <source>%1	%2</source>
        <translation>%1	%2</translation>
    </message>
    <message>
        <source>Length of what follows</source>
        <translation>其后内容的长度</translation>
    </message>
    <message>
        <source>Checksum of all before it</source>
        <translation>其前全部内容的校验和</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Random bytes</source>
        <translation>随机字节</translation>
    </message>
    <message>
        <source>UUID</source>
        <translation>UUID</translation>
    </message>
    <message>
        <source>File of the workspace&apos;s folder</source>
        <translation>工作区文件夹中的文件</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>捕获值</translation>
    </message>
    <message>
        <source>Variables and captured values …</source>
        <translation>变量与捕获值…</translation>
    </message>
    <message>
        <source>Section around the selection</source>
        <translation>将选区作为段</translation>
    </message>
    <message>
        <source>Repeat the selection</source>
        <translation>重复选区</translation>
    </message>
    <message>
        <source>Fill in a structure …</source>
        <translation>填写结构…</translation>
    </message>
</context>
<context>
    <name>widgets::FilterProgress</name>
    <message>
        <source>stopped at %1 %</source>
        <translation>停在 %1 %</translation>
    </message>
    <message>
        <source>filtering %1 %</source>
        <translation>正在筛选 %1 %</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>widgets::FrameDiffRows</name>
    <message>
        <source>Differences of two frames</source>
        <translation>两帧的差异</translation>
    </message>
</context>
<context>
    <name>widgets::FrameDiffView</name>
    <message>
        <source>What changed from one frame to the next of its direction appears here: select a frame. Select two, with Shift, to compare their ends.</source>
        <translation>此处显示同一方向相邻两帧之间的变化：请选择一帧。按住 Shift 选择两帧可比较选区两端。</translation>
    </message>
    <message>
        <source>A: frame %1   B: frame %2</source>
        <translation>A：帧 %1   B：帧 %2</translation>
    </message>
    <message>
        <source>They are equal.</source>
        <translation>两者相同。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) differ</source>
        <translation>
            <numerusform>%Ln 字节不同</numerusform>
        </translation>
    </message>
    <message>
        <source>, place %1 of %2</source>
        <translation>，第 %1 处，共 %2 处</translation>
    </message>
    <message>
        <source>Previous difference (P, Shift+F3)</source>
        <translation>上一处差异 (P, Shift+F3)</translation>
    </message>
    <message>
        <source>Next difference (N, F3)</source>
        <translation>下一处差异 (N, F3)</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>上一处差异</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>下一处差异</translation>
    </message>
    <message>
        <source>Too long or too unlike to look for inserted bytes: byte n stands above byte n.</source>
        <translation>太长或差异太大，不再寻找插入的字节：第 n 个字节与第 n 个字节上下对齐。</translation>
    </message>
</context>
<context>
    <name>widgets::FrameStatisticsPage</name>
    <message>
        <source>How long the frames are, and how far apart, appears here.</source>
        <translation>此处显示帧的长度和间隔。</translation>
    </message>
    <message>
        <source>Length in bytes: %1 to %2, mean %3, half of them up to %4</source>
        <translation>长度（字节）：%1 到 %2，平均 %3，半数不超过 %4</translation>
    </message>
    <message>
        <source>Gap to the frame before: %1 to %2, half of them up to %3</source>
        <translation>与前一帧的间隔：%1 到 %2，半数不超过 %3</translation>
    </message>
</context>
<context>
    <name>widgets::FramesTable</name>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Copy rows	Ctrl+C</source>
        <translation>复制行	Ctrl+C</translation>
    </message>
    <message>
        <source>Use as payload</source>
        <translation>用作载荷</translation>
    </message>
    <message>
        <source>Compare the two ends of the selection</source>
        <translation>比较选区的两端</translation>
    </message>
    <message>
        <source>Compare with the frame before it in the same direction</source>
        <translation>与同方向的前一帧比较</translation>
    </message>
    <message>
        <source>Next fault	F</source>
        <translation>下一个错误	F</translation>
    </message>
    <message>
        <source>History of %1 over the frames</source>
        <translation>%1 在各帧中的变化</translation>
    </message>
    <message>
        <source>History of a field</source>
        <translation>字段的变化</translation>
    </message>
    <message>
        <source>Decode with Wireshark</source>
        <translation>用 Wireshark 解码</translation>
    </message>
</context>
<context>
    <name>widgets::FramesView</name>
    <message>
        <source>Both directions</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>← received</source>
        <translation>← 收到</translation>
    </message>
    <message>
        <source>→ sent</source>
        <translation>→ 发送</translation>
    </message>
    <message>
        <source>Direction of the frames</source>
        <translation>帧的方向</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>len &gt; 8 &amp;&amp; hex ~ &quot;0103&quot;, or fault</source>
        <translation>len &gt; 8 &amp;&amp; hex ~ &quot;0103&quot;，或 fault</translation>
    </message>
    <message>
        <source>Filter of the frames</source>
        <translation>帧的筛选</translation>
    </message>
    <message>
        <source>Frames being cut</source>
        <translation>正在切分帧</translation>
    </message>
    <message>
        <source>Choose a framing…</source>
        <translation>选择成帧方式…</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Lengths of the shown frames, and the gaps between them</source>
        <translation>所示各帧的长度及其间隔</translation>
    </message>
    <message>
        <source>What changed from one frame to another</source>
        <translation>两帧之间的变化</translation>
    </message>
    <message>
        <source>One byte, number or field over the last frames</source>
        <translation>最近各帧中的一个字节、数字或字段</translation>
    </message>
    <message>
        <source>character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
    <message>
        <source>The frames of a connection appear here: select one, or a row of one.</source>
        <translation>此处显示某个连接的帧：请选择一个连接，或它的一行。</translation>
    </message>
    <message>
        <source>Without a framing the stream is one long payload. Choose how it is cut into frames: at a delimiter, by a length, as a protocol does. What has been captured is cut at once.</source>
        <translation>没有成帧方式时，流就是一段很长的载荷。请选择如何切分为帧：按分隔符、按长度，或按协议的方式。已捕获的内容会立即切分。</translation>
    </message>
    <message>
        <source>The filter hides every frame.</source>
        <translation>筛选隐藏了所有帧。</translation>
    </message>
    <message>
        <source>No frame is complete yet.</source>
        <translation>尚无完整的帧。</translation>
    </message>
    <message>
        <source>Connection %1: %2</source>
        <translation>连接 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s) hidden</source>
        <translation>
            <numerusform>隐藏 %Ln 帧</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Statistics, difference and history beside the frames</source>
        <translation>在帧旁显示统计、差异与历史</translation>
    </message>
    <message>
        <source>Connection %1</source>
        <translation>连接 %1</translation>
    </message>
</context>
<context>
    <name>widgets::FramingField</name>
    <message>
        <source>Framing</source>
        <translation>成帧方式</translation>
    </message>
    <message>
        <source>Framing of the shown connection</source>
        <translation>所示连接的成帧方式</translation>
    </message>
    <message>
        <source>line, len(u16be), slip, … – Return cuts everything anew</source>
        <translation>line、len(u16be)、slip、… – 按回车重新切分全部内容</translation>
    </message>
    <message>
        <source>character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
</context>
<context>
    <name>widgets::GuessPanel</name>
    <message>
        <source>Guess again</source>
        <translation>重新猜测</translation>
    </message>
    <message>
        <source>Tries every framing on the first 256 KiB of the connection</source>
        <translation>在连接的前 256 KiB 上尝试每种成帧方式</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>成帧方式</translation>
    </message>
    <message>
        <source>What speaks for it</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>First frames</source>
        <translation>最前的帧</translation>
    </message>
    <message>
        <source>Guessed framings, the best first</source>
        <translation>猜测的成帧方式，最佳者在前</translation>
    </message>
    <message>
        <source>Select a connection whose bytes are to be cut into frames.</source>
        <translation>请选择要切分其字节为帧的连接。</translation>
    </message>
    <message>
        <source>No framing fits these bytes.</source>
        <translation>没有适合这些字节的成帧方式。</translation>
    </message>
    <message>
        <source>Click one to choose it.</source>
        <translation>单击一项即选用。</translation>
    </message>
</context>
<context>
    <name>widgets::HexPane</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>查找上一个</translation>
    </message>
    <message>
        <source>Find previous (Shift+F3)</source>
        <translation>查找上一个（Shift+F3）</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>查找下一个</translation>
    </message>
    <message>
        <source>Find next (F3)</source>
        <translation>查找下一个（F3）</translation>
    </message>
    <message>
        <source>Close the search bar</source>
        <translation>关闭搜索栏</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>&amp;Find:</source>
        <translation>查找(&amp;F)：</translation>
    </message>
    <message>
        <source>&amp;Go to offset:</source>
        <translation>转到偏移(&amp;G)：</translation>
    </message>
    <message>
        <source>Bytes to find</source>
        <translation>要查找的字节</translation>
    </message>
    <message>
        <source>Offset to go to</source>
        <translation>要转到的偏移</translation>
    </message>
    <message>
        <source>0x1f40, 8000, +16, -0x10</source>
        <translation>0x1f40, 8000, +16, -0x10</translation>
    </message>
    <message>
        <source>There are no bytes</source>
        <translation>没有字节</translation>
    </message>
    <message>
        <source>Not an offset between 0 and 0x%1</source>
        <translation>不是 0 到 0x%1 之间的偏移</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Went on from the other end</source>
        <translation>已从另一端继续</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>How the field is meant: text, hex bytes, a regular expression or a value</source>
        <translation>输入内容的含义：文本、十六进制字节、正则表达式或值</translation>
    </message>
    <message>
        <source>in these bytes</source>
        <translation>在这些字节中</translation>
    </message>
    <message>
        <source>in the recording</source>
        <translation>在记录中</translation>
    </message>
    <message>
        <source>Where to search</source>
        <translation>搜索范围</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the search</source>
        <translation>取消搜索</translation>
    </message>
    <message>
        <source>Searching… %1 %</source>
        <translation>正在搜索… %1 %</translation>
    </message>
    <message>
        <source>Not found, but the expression was too much for some of the bytes</source>
        <translation>未找到，但对部分字节而言该表达式过于复杂</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>widgets::HexView</name>
    <message>
        <source>Copy all bytes as</source>
        <translation>将全部字节复制为</translation>
    </message>
    <message>
        <source>Copy selection as</source>
        <translation>将所选复制为</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Base64</source>
        <translation>Base64</translation>
    </message>
    <message>
        <source>Select a record to see its bytes</source>
        <translation>选择一条记录以查看其字节</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Offset %1, byte %2</source>
        <translation>偏移 %1，字节 %2</translation>
    </message>
    <message>
        <source>No bytes: this record is empty</source>
        <translation>没有字节：此记录为空</translation>
    </message>
    <message>
        <source>Select all	Ctrl+A</source>
        <translation>全选	Ctrl+A</translation>
    </message>
    <message>
        <source>Find…	Ctrl+F</source>
        <translation>查找…	Ctrl+F</translation>
    </message>
    <message>
        <source>Go to offset…	Ctrl+G</source>
        <translation>转到偏移…	Ctrl+G</translation>
    </message>
    <message>
        <source>C array</source>
        <translation>C 数组</translation>
    </message>
    <message>
        <source>Python bytes</source>
        <translation>Python bytes</translation>
    </message>
    <message>
        <source>Hex dump</source>
        <translation>十六进制转储</translation>
    </message>
</context>
<context>
    <name>widgets::HistoryPlot</name>
    <message>
        <source>Values from %1 to %2</source>
        <translation>值从 %1 到 %2</translation>
    </message>
    <message>
        <source>least %1</source>
        <translation>最小 %1</translation>
    </message>
    <message>
        <source>most %1</source>
        <translation>最大 %1</translation>
    </message>
</context>
<context>
    <name>widgets::HistoryPopup</name>
    <message>
        <source>Search what was sent</source>
        <translation>搜索已发送的内容</translation>
    </message>
    <message>
        <source>Sent payloads, newest first</source>
        <translation>已发送的载荷，最新在前</translation>
    </message>
    <message>
        <source>hex  %1</source>
        <translation>十六进制  %1</translation>
    </message>
</context>
<context>
    <name>widgets::Inspector</name>
    <message>
        <source>As</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Little</source>
        <translation>小端</translation>
    </message>
    <message>
        <source>Big</source>
        <translation>大端</translation>
    </message>
    <message>
        <source>Value at the cursor</source>
        <translation>光标处的值</translation>
    </message>
    <message>
        <source>Offset 0x%1 (%2)</source>
        <translation>偏移 0x%1（%2）</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n byte(s) selected</source>
        <translation>
            <numerusform>%1，已选 %n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>No byte under the cursor</source>
        <translation>光标处没有字节</translation>
    </message>
    <message>
        <source>Copy value	Ctrl+C</source>
        <translation>复制值	Ctrl+C</translation>
    </message>
</context>
<context>
    <name>widgets::KeyboardHelp</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Send to this connection</source>
        <translation>发送到此连接</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Close the connection or session</source>
        <translation>关闭连接或会话</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Hex view</source>
        <translation>十六进制视图</translation>
    </message>
    <message>
        <source>Move, extend the selection</source>
        <translation>移动，扩展选区</translation>
    </message>
    <message>
        <source>Arrows, Shift+Arrows</source>
        <translation>方向键，Shift+方向键</translation>
    </message>
    <message>
        <source>Start, end of everything</source>
        <translation>全部的开头、结尾</translation>
    </message>
    <message>
        <source>Ctrl+Home, Ctrl+End</source>
        <translation>Ctrl+Home，Ctrl+End</translation>
    </message>
    <message>
        <source>Between hex and text</source>
        <translation>在十六进制与文本之间切换</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Copy, find, go to</source>
        <translation>复制，查找，转到</translation>
    </message>
    <message>
        <source>Ctrl+C, Ctrl+F, Ctrl+G</source>
        <translation>Ctrl+C，Ctrl+F，Ctrl+G</translation>
    </message>
</context>
<context>
    <name>widgets::KindForm</name>
    <message>
        <source>TCP client</source>
        <translation>TCP 客户端</translation>
    </message>
    <message>
        <source>TCP listener</source>
        <translation>TCP 监听</translation>
    </message>
    <message>
        <source>UDP to one address</source>
        <translation>发往一个地址的 UDP</translation>
    </message>
    <message>
        <source>UDP receiver</source>
        <translation>UDP 接收</translation>
    </message>
    <message>
        <source>Unix client</source>
        <translation>Unix 客户端</translation>
    </message>
    <message>
        <source>Unix listener</source>
        <translation>Unix 监听</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Host or address</source>
        <translation>主机或地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Responder</source>
        <translation>应答器</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>成帧</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>0 (the kernel chooses)</source>
        <translation>0（由内核选择）</translation>
    </message>
    <message>
        <source>Connect again when the connection is lost</source>
        <translation>连接断开后重新连接</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>widgets::NoteLine</name>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note on connection %1</source>
        <translation>连接 %1 的备注</translation>
    </message>
    <message>
        <source>Note for the recording</source>
        <translation>写入录制的备注</translation>
    </message>
    <message>
        <source>What happened here? Enter writes it, Escape closes</source>
        <translation>这里发生了什么？回车写入，Esc 关闭</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
</context>
<context>
    <name>widgets::PayloadDetails</name>
    <message>
        <source>&amp;Description</source>
        <translation>描述(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Tags, with commas</source>
        <translation>标签，以逗号分隔(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Session to send to</source>
        <translation>发送到的会话(&amp;S)</translation>
    </message>
</context>
<context>
    <name>widgets::PayloadLibrary</name>
    <message>
        <source>Saved payloads</source>
        <translation>已保存的载荷</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save what is typed</source>
        <translation>保存当前输入</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation>重命名（F2）</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete (Del)</source>
        <translation>删除（Del）</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>复制为</translation>
    </message>
    <message>
        <source>Search, #tag</source>
        <translation>搜索，#标签</translation>
    </message>
    <message>
        <source>Search saved payloads</source>
        <translation>搜索已保存的载荷</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Description and tags …</source>
        <translation>描述与标签…</translation>
    </message>
    <message>
        <source>Description, tags and the session it is for</source>
        <translation>描述、标签及所属会话</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Import payloads from Packet Sender (packets.ini, JSON) or a capture</source>
        <translation>从 Packet Sender (packets.ini、JSON) 或抓包导入载荷</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Pause between two payloads</source>
        <translation>两个载荷之间的停顿</translation>
    </message>
    <message numerus="yes">
        <source>Send %n payload(s)</source>
        <translation>
            <numerusform>发送 %n 个载荷</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::QuickOpenBar</name>
    <message>
        <source>Open an endpoint, for example tcp://127.0.0.1:9000</source>
        <translation>打开端点，例如 tcp://127.0.0.1:9000</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Open the endpoint as a client (Enter opens it as written)</source>
        <translation>作为客户端打开端点（Enter 按所写打开）</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Open the endpoint as a listener or receiver</source>
        <translation>作为监听或接收方打开端点</translation>
    </message>
    <message>
        <source>Form…</source>
        <translation>表单…</translation>
    </message>
    <message>
        <source>Open one of the common kinds with a small form</source>
        <translation>用小表单打开常见种类之一</translation>
    </message>
</context>
<context>
    <name>widgets::RatePlot</name>
    <message>
        <source>← in</source>
        <translation>← 入</translation>
    </message>
    <message>
        <source>→ out</source>
        <translation>→ 出</translation>
    </message>
    <message>
        <source>seconds since the recording began</source>
        <translation>自记录开始的秒数</translation>
    </message>
    <message>
        <source>bytes a second</source>
        <translation>每秒字节</translation>
    </message>
    <message>
        <source>reads and sends a second</source>
        <translation>每秒读取与发送</translation>
    </message>
    <message>
        <source>The wheel zooms, dragging moves, a double click shows all</source>
        <translation>滚轮缩放，拖动平移，双击显示全部</translation>
    </message>
</context>
<context>
    <name>widgets::ReachabilityBar</name>
    <message>
        <source>Reachable from other machines: %1</source>
        <translation>可被其他机器访问：%1</translation>
    </message>
</context>
<context>
    <name>widgets::RepeatBar</name>
    <message>
        <source>&amp;Repeat</source>
        <translation>重复(&amp;R)</translation>
    </message>
    <message>
        <source>every</source>
        <translation>每隔</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Time between two sends</source>
        <translation>两次发送之间的时间</translation>
    </message>
    <message>
        <source>×</source>
        <comment>times</comment>
        <translation>×</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>直到停止</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>0 repeats until stopped</source>
        <translation>0 表示重复到停止为止</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop sending (Esc)</source>
        <translation>停止发送（Esc）</translation>
    </message>
    <message>
        <source>Send &amp;file …</source>
        <translation>发送文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Send a file&apos;s bytes as they are, piece by piece as the peer reads</source>
        <translation>原样发送文件的字节，随对端读取逐段发送</translation>
    </message>
    <message>
        <source>%1 of %2 bytes</source>
        <translation>%1 / %2 字节</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>sends</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Stop (%1 sent)</source>
        <translation>停止（已发送 %1 次）</translation>
    </message>
</context>
<context>
    <name>widgets::ReplayDialog</name>
    <message>
        <source>Listen at</source>
        <translation>监听于</translation>
    </message>
    <message>
        <source>Send to</source>
        <translation>发送到</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>The conversation %1</source>
        <translation>会话 %1</translation>
    </message>
    <message>
        <source>Send one side of it again</source>
        <translation>再次发送其中一方</translation>
    </message>
    <message>
        <source>Answer on a listener, as one side did</source>
        <translation>在监听器上按其中一方应答</translation>
    </message>
    <message>
        <source>Each answer goes out once as many bytes have come as that side had received then.</source>
        <translation>当收到的字节数与该方当时收到的相同时，才发出每个应答。</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>一方</translation>
    </message>
    <message>
        <source>what was sent from here (out)</source>
        <translation>从此处发出的内容（出）</translation>
    </message>
    <message>
        <source>what the peer sent (in)</source>
        <translation>对端发来的内容（入）</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>时序</translation>
    </message>
    <message>
        <source>as recorded</source>
        <translation>与记录相同</translation>
    </message>
    <message>
        <source>scaled, gaps times</source>
        <translation>缩放，间隔乘以</translation>
    </message>
    <message>
        <source>without gaps</source>
        <translation>无间隔</translation>
    </message>
    <message>
        <source>Factor of the gaps</source>
        <translation>间隔的系数</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>widgets::RoundTripChoice</name>
    <message>
        <source>We ask, the peer answers</source>
        <translation>我方请求，对端应答</translation>
    </message>
    <message>
        <source>The peer asks, we answer</source>
        <translation>对端请求，我方应答</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>请求方</translation>
    </message>
    <message>
        <source>The answer is the next in the other direction</source>
        <translation>应答为另一方向的下一个</translation>
    </message>
    <message>
        <source>The answer has the same bytes at one place</source>
        <translation>应答在某处有相同的字节</translation>
    </message>
    <message>
        <source>The answer is the next frame in the other direction</source>
        <translation>应答是另一方向的下一帧</translation>
    </message>
    <message>
        <source>The answer is the frame with the same field</source>
        <translation>应答是字段相同的帧</translation>
    </message>
    <message>
        <source>Frames are those of each connection&apos;s framing, as in the Frames tab</source>
        <translation>帧按各连接的成帧方式划分，与“帧”标签页相同</translation>
    </message>
    <message>
        <source>Which is the answer</source>
        <translation>何者为应答</translation>
    </message>
    <message>
        <source>from byte</source>
        <translation>起始字节</translation>
    </message>
    <message>
        <source>how many</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>Field that request and answer share</source>
        <translation>请求与应答共有的字段</translation>
    </message>
    <message>
        <source>Choose a structure in the Structure tab: its fields can be chosen here.</source>
        <translation>请在“结构”标签页中选择一个结构：这里可选择它的字段。</translation>
    </message>
</context>
<context>
    <name>widgets::Rulers</name>
    <message>
        <source>Frames and sends, outbound</source>
        <translation>帧与发送，出站</translation>
    </message>
    <message>
        <source>Frames and reads, inbound</source>
        <translation>帧与读取，入站</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>datagrams</source>
        <translation>数据报</translation>
    </message>
    <message>
        <source>sends</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>row %1, %2 bytes at %3</source>
        <translation>行 %1，%2 字节，位于 %3</translation>
    </message>
    <message>
        <source>, in frame %1</source>
        <translation>，在帧 %1 中</translation>
    </message>
    <message>
        <source>, in frames %1 to %2</source>
        <translation>，在帧 %1 到 %2 中</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>row %1 · %2 B</source>
        <translation>行 %1 · %2 B</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n send(s)</source>
        <translation>
            <numerusform>%1 · %n 次发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n read(s)</source>
        <translation>
            <numerusform>%1 · %n 次读取</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 B</source>
        <translation>%1 · %2 B</translation>
    </message>
    <message>
        <source>… %1 B so far</source>
        <translation>… 至今 %1 B</translation>
    </message>
    <message>
        <source>Place in the stream</source>
        <translation>在流中的位置</translation>
    </message>
</context>
<context>
    <name>widgets::SendPlan</name>
    <message>
        <source>This is no regular file.</source>
        <translation>这不是普通文件。</translation>
    </message>
    <message>
        <source>The file has %1 bytes; one datagram holds at most %2.</source>
        <translation>文件有 %1 字节；一个数据报最多 %2 字节。</translation>
    </message>
    <message>
        <source>The file has %1 bytes; to all connections at once at most %2 can go. Choose one connection.</source>
        <translation>文件有 %1 字节；同时发往所有连接最多 %2 字节。请选择一个连接。</translation>
    </message>
</context>
<context>
    <name>widgets::SettingsPage</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Font size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Bound of recording</source>
        <translation>录制上限</translation>
    </message>
    <message>
        <source>When it is reached</source>
        <translation>达到上限时</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>keep the newest</source>
        <translation>保留最新</translation>
    </message>
    <message>
        <source>stop recording</source>
        <translation>停止录制</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> 磅</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source> entries</source>
        <translation> 条</translation>
    </message>
    <message>
        <source>no bound: record until the disk is nearly full</source>
        <translation>无上限：记录到磁盘将满为止</translation>
    </message>
</context>
<context>
    <name>widgets::SourcesPanel</name>
    <message>
        <source>nothing yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>A name begins with a letter and has letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos; only.</source>
        <translation>名称以字母开头，且只含字母、数字、&apos;-&apos;、&apos;_&apos; 和 &apos;.&apos;。</translation>
    </message>
    <message>
        <source>%1, at character %2: %3</source>
        <translation>%1，第 %2 个字符：%3</translation>
    </message>
    <message>
        <source>Variables and captured values</source>
        <translation>变量与捕获值</translation>
    </message>
    <message>
        <source>{{var:name}} takes a text with escapes and fields. {{captured:name}} takes what a rule found in the last frame that came in: u16be at 2, bytes 4..8, regex &apos;id=(\w+)&apos;, each with: if 0103</source>
        <translation>{{var:name}} 取带转义和字段的文本。{{captured:name}} 取规则在最近收到的帧中找到的内容：u16be at 2、bytes 4..8、regex &apos;id=(\w+)&apos;，均可加：if 0103</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>属于</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Text or rule</source>
        <translation>文本或规则</translation>
    </message>
    <message>
        <source>Captured last</source>
        <translation>最近捕获</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Variable of the workspace</source>
        <translation>工作区变量</translation>
    </message>
    <message>
        <source>Variable of a session</source>
        <translation>会话变量</translation>
    </message>
    <message>
        <source>Variable of %1</source>
        <translation>%1 的变量</translation>
    </message>
    <message>
        <source>Captured value</source>
        <translation>捕获值</translation>
    </message>
</context>
<context>
    <name>widgets::StatusLine</name>
    <message>
        <source>nothing is listening</source>
        <translation>没有监听</translation>
    </message>
    <message>
        <source>listening %1</source>
        <translation>正在监听 %1</translation>
    </message>
    <message>
        <source>%1 records, %2</source>
        <translation>%1 条记录，%2</translation>
    </message>
    <message>
        <source>Records of the recording that still exist, and what they take on disk</source>
        <translation>录制中仍保留的记录条数，以及占用的磁盘空间</translation>
    </message>
    <message>
        <source>kernel drops %1</source>
        <translation>内核丢弃 %1</translation>
    </message>
    <message>
        <source>keeping the newest %1</source>
        <translation>保留最新 %1</translation>
    </message>
    <message>
        <source>stopping at %1</source>
        <translation>到 %1 停止</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Recording has stopped: its bound is reached.</source>
        <translation>录制已停止：已达到上限。</translation>
    </message>
    <message>
        <source>Recording has stopped: %1.</source>
        <translation>录制已停止：%1。</translation>
    </message>
    <message>
        <source>%1 records were not kept since.</source>
        <translation>此后有 %1 条记录未保留。</translation>
    </message>
    <message>
        <source>Drop events of the kernel because a receive buffer was full (SO_RXQ_OVFL): at least as many datagrams, as one event may be a run of one sender&apos;s (UDP_GRO)</source>
        <translation>接收缓冲区已满而由内核丢弃的事件数 (SO_RXQ_OVFL)：至少同样多的数据报，因为一次事件可能是同一发送方的一串 (UDP_GRO)</translation>
    </message>
    <message>
        <source>When the recording has reached its bound, the newest records take the place of the oldest</source>
        <translation>记录达到上限后，最新记录取代最旧记录</translation>
    </message>
    <message>
        <source>When the recording has reached its bound, nothing more is recorded; the connections go on</source>
        <translation>记录达到上限后不再记录；连接继续</translation>
    </message>
    <message>
        <source>recording without bound</source>
        <translation>无上限记录</translation>
    </message>
    <message>
        <source>Everything is kept until the disk is nearly full; then nothing more is recorded</source>
        <translation>保留全部内容直到磁盘将满；之后不再记录</translation>
    </message>
    <message>
        <source>Recording has stopped: no space is left on the disk. It goes on when there is room.</source>
        <translation>记录已停止：磁盘没有剩余空间。有空间后会继续。</translation>
    </message>
</context>
<context>
    <name>widgets::StreamView</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Select a connection to read its conversation</source>
        <translation>选择一个连接以查看其对话</translation>
    </message>
    <message>
        <source>Nothing has passed on this connection yet</source>
        <translation>此连接上尚无数据通过</translation>
    </message>
    <message>
        <source>Copy this chunk	Ctrl+C</source>
        <translation>复制此数据块	Ctrl+C</translation>
    </message>
    <message>
        <source>Show as</source>
        <translation>显示为</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
</context>
<context>
    <name>widgets::StructureEditor</name>
    <message>
        <source>Save as own</source>
        <translation>另存为自有</translation>
    </message>
    <message>
        <source>Keeps this text under the structure&apos;s name, for all workspaces</source>
        <translation>以结构名称保存此文本，供所有工作区使用</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>The structure as text</source>
        <translation>结构文本</translation>
    </message>
    <message>
        <source>%1 (own)</source>
        <translation>%1（自有）</translation>
    </message>
    <message>
        <source>: “%1”</source>
        <translation>：“%1”</translation>
    </message>
    <message>
        <source>⚠ line %1, column %2: %3%4</source>
        <translation>⚠ 第 %1 行第 %2 列：%3%4</translation>
    </message>
    <message>
        <source>Select a row: its bytes are read with this structure.</source>
        <translation>请选择一行：其字节按此结构读取。</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) are not as the structure says</source>
        <translation>
            <numerusform>%n 个字段与结构不符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) read</source>
        <translation>
            <numerusform>已读取 %n 个字段</numerusform>
        </translation>
    </message>
    <message>
        <source>⚠ cannot be saved in %1: %2</source>
        <translation>⚠ 无法保存到 %1：%2</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
</context>
<context>
    <name>widgets::StructureForm</name>
    <message>
        <source>Fill in a structure</source>
        <translation>填写结构</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>The structure as text</source>
        <translation>结构文本</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>The bytes of the structure</source>
        <translation>结构的字节</translation>
    </message>
    <message>
        <source>Use as payload</source>
        <translation>用作载荷</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>自动计算</translation>
    </message>
    <message>
        <source>only if its condition holds</source>
        <translation>仅当条件成立</translation>
    </message>
    <message>
        <source>⚠ %1: %2</source>
        <translation>⚠ %1：%2</translation>
    </message>
    <message>
        <source>⚠ Line %1, column %2: %3 %4</source>
        <translation>⚠ 第 %1 行第 %2 列：%3 %4</translation>
    </message>
</context>
<context>
    <name>widgets::TargetBar</name>
    <message>
        <source>&amp;To</source>
        <translation>发往(&amp;T)</translation>
    </message>
    <message>
        <source>Where to send</source>
        <translation>发送到何处</translation>
    </message>
    <message>
        <source>Nothing is connected yet</source>
        <translation>尚无连接</translation>
    </message>
    <message>
        <source>UDP address to send to</source>
        <translation>要发往的 UDP 地址</translation>
    </message>
    <message>
        <source>address:port</source>
        <translation>地址:端口</translation>
    </message>
    <message>
        <source>%1 (ended)</source>
        <translation>%1（已结束）</translation>
    </message>
    <message>
        <source>Open or connect something, then send here.</source>
        <translation>请先打开或连接，然后在此发送。</translation>
    </message>
    <message>
        <source>This connection has ended; choose another.</source>
        <translation>此连接已结束；请选择其他连接。</translation>
    </message>
    <message>
        <source>Type the address and port that the datagram goes to.</source>
        <translation>请输入数据报要发往的地址和端口。</translation>
    </message>
    <message>
        <source>a port that the kernel chooses</source>
        <translation>由内核选择的端口</translation>
    </message>
    <message numerus="yes">
        <source>leaves %1 to %n connection(s)</source>
        <translation>
            <numerusform>从 %1 发往 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>leaves %1 → %2</source>
        <translation>从 %1 发往 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: all %n connection(s)</source>
        <translation>
            <numerusform>%1：全部 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: to an address …</source>
        <translation>%1：发往某个地址…</translation>
    </message>
    <message>
        <source>%1 ← %2</source>
        <comment>a connection that the peer opened</comment>
        <translation>%1 ← %2</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>a connection that we opened</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>leaves %1 %2 → %3</source>
        <translation>从 %1 %2 发往 %3</translation>
    </message>
    <message>
        <source>%1, on this machine</source>
        <translation>%1，在本机内</translation>
    </message>
    <message>
        <source>%1, same subnet</source>
        <translation>%1，同一子网</translation>
    </message>
    <message>
        <source>%1, through a router</source>
        <translation>%1，经由路由器</translation>
    </message>
    <message numerus="yes">
        <source>%n more: choose in the table of connections</source>
        <translation>
            <numerusform>另有 %n 个：请在连接表中选择</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::TrafficView</name>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>What passes appears here: every chunk, datagram, opening and closing</source>
        <translation>通过的内容显示在这里：每个数据块、数据报、打开与关闭</translation>
    </message>
    <message>
        <source>Copy rows	Ctrl+C</source>
        <translation>复制行	Ctrl+C</translation>
    </message>
    <message>
        <source>Use as payload</source>
        <translation>用作载荷</translation>
    </message>
    <message>
        <source>Next in this conversation	Ctrl+.</source>
        <translation>此对话的下一条	Ctrl+.</translation>
    </message>
    <message>
        <source>Previous in this conversation	Ctrl+,</source>
        <translation>此对话的上一条	Ctrl+,</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>写备注…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Replay this conversation…</source>
        <translation>重放此会话…</translation>
    </message>
    <message>
        <source>Decode with Wireshark</source>
        <translation>用 Wireshark 解码</translation>
    </message>
</context>
<context>
    <name>widgets::WirePreview</name>
    <message numerus="yes">
        <source>%n byte(s) that the framing puts before</source>
        <translation>
            <numerusform>成帧方式在前面加的 %n 字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that the framing puts behind</source>
        <translation>
            <numerusform>成帧方式在后面加的 %n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>The line ending</source>
        <translation>行尾</translation>
    </message>
    <message>
        <source>The framing changes bytes of the payload itself</source>
        <translation>成帧方式会改变载荷本身的字节</translation>
    </message>
    <message>
        <source> … and %1 more</source>
        <translation> …另有 %1 个</translation>
    </message>
</context>
<context>
    <name>workspace</name>
    <message>
        <source>%1 (with the port of &quot;%2&quot;)</source>
        <translation>%1（使用“%2”的端口）</translation>
    </message>
    <message>
        <source>listen on %1</source>
        <translation>在 %1 监听</translation>
    </message>
    <message>
        <source>connect to %1</source>
        <translation>连接到 %1</translation>
    </message>
    <message>
        <source>receive UDP datagrams on %1</source>
        <translation>在 %1 接收 UDP 数据报</translation>
    </message>
    <message>
        <source>open a UDP socket for %1</source>
        <translation>打开 UDP 套接字，发往 %1</translation>
    </message>
    <message>
        <source>other machines can reach it, not only this one</source>
        <translation>不仅本机，其他机器也能访问它</translation>
    </message>
    <message>
        <source>it answers by itself what others send</source>
        <translation>它会自动应答他人发送的内容</translation>
    </message>
    <message>
        <source>it goes to another machine</source>
        <translation>它会连到另一台机器</translation>
    </message>
    <message>
        <source>it connects again and again by itself</source>
        <translation>它会自行反复连接</translation>
    </message>
    <message>
        <source>it may send to every machine of the network</source>
        <translation>它可能向网络中的每台机器发送</translation>
    </message>
    <message>
        <source>%1 and answer with %2</source>
        <translation>%1，并用 %2 应答</translation>
    </message>
    <message>
        <source>something follows the end of the JSON value</source>
        <translation>JSON 值之后还有内容</translation>
    </message>
    <message>
        <source>there are too many values</source>
        <translation>值过多</translation>
    </message>
    <message>
        <source>this is no JSON value</source>
        <translation>这不是 JSON 值</translation>
    </message>
    <message>
        <source>values are nested too deeply</source>
        <translation>值嵌套过深</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is missing here</source>
        <translation>此处缺少逗号或右括号</translation>
    </message>
    <message>
        <source>a member&apos;s name in quotes is missing here</source>
        <translation>此处缺少带引号的成员名</translation>
    </message>
    <message>
        <source>this name occurs twice in the same object</source>
        <translation>此名称在同一对象中出现两次</translation>
    </message>
    <message>
        <source>a colon is missing here</source>
        <translation>此处缺少冒号</translation>
    </message>
    <message>
        <source>this text has no closing quote</source>
        <translation>此文本没有右引号</translation>
    </message>
    <message>
        <source>a control character in a text must be escaped</source>
        <translation>文本中的控制字符必须转义</translation>
    </message>
    <message>
        <source>half a character (a lone surrogate)</source>
        <translation>半个字符（孤立的代理码元）</translation>
    </message>
    <message>
        <source>this escape is not known to JSON</source>
        <translation>JSON 没有此转义</translation>
    </message>
    <message>
        <source>\u needs four hexadecimal digits</source>
        <translation>\u 需要四位十六进制数字</translation>
    </message>
    <message>
        <source>a number must not begin with 0</source>
        <translation>数字不能以 0 开头</translation>
    </message>
    <message>
        <source>a digit is missing here</source>
        <translation>此处缺少数字</translation>
    </message>
    <message>
        <source>this number is too large</source>
        <translation>此数字过大</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>this is not UTF-8 text</source>
        <translation>这不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>an object { … } is expected here</source>
        <translation>此处应为对象 { … }</translation>
    </message>
    <message>
        <source>a list [ … ] is expected here</source>
        <translation>此处应为列表 [ … ]</translation>
    </message>
    <message>
        <source>there are more than %1 of them</source>
        <translation>超过 %1 个</translation>
    </message>
    <message>
        <source>this is no Socketarium workspace: it has no &quot;version&quot;</source>
        <translation>这不是 Socketarium 工作区：没有“version”</translation>
    </message>
    <message>
        <source>the version must be a whole number from 1</source>
        <translation>version 须为不小于 1 的整数</translation>
    </message>
    <message>
        <source>this file was made by a newer Socketarium (version %1 of the format, this program knows %2): please update</source>
        <translation>此文件由更新的 Socketarium 生成（格式版本 %1，本程序支持 %2）：请升级</translation>
    </message>
    <message>
        <source>this member is not known; it is kept and does nothing</source>
        <translation>未知成员；会保留，但不起作用</translation>
    </message>
    <message>
        <source>a text in quotes is expected here</source>
        <translation>此处应为带引号的文本</translation>
    </message>
    <message>
        <source>this text is longer than %1 characters</source>
        <translation>此文本超过 %1 个字符</translation>
    </message>
    <message>
        <source>control or invisible characters are refused here</source>
        <translation>此处不允许控制字符或不可见字符</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing here</source>
        <translation>此处缺少“%1”</translation>
    </message>
    <message>
        <source>another session has this name</source>
        <translation>已有同名会话</translation>
    </message>
    <message>
        <source>%1 (at character %2 of this text)</source>
        <translation>%1（在此文本的第 %2 个字符）</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known here</source>
        <translation>此处不认识“%1”</translation>
    </message>
    <message>
        <source>another payload has this name and folder</source>
        <translation>同一文件夹中已有同名载荷</translation>
    </message>
    <message>
        <source>no listener of this workspace has this name</source>
        <translation>此工作区中没有此名称的监听</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>this packet&apos;s hex digits cannot be read</source>
        <translation>无法读取此包的十六进制数字</translation>
    </message>
    <message>
        <source>this packet is over 512 KiB</source>
        <translation>此包超过 512 KiB</translation>
    </message>
    <message>
        <source>name=value or [group] is expected here</source>
        <translation>此处应为 name=value 或 [group]</translation>
    </message>
    <message>
        <source>this group&apos;s ] is missing</source>
        <translation>此组缺少 ]</translation>
    </message>
    <message>
        <source>there are too many packets</source>
        <translation>包过多</translation>
    </message>
    <message>
        <source>a list of packets [ … ] is expected here</source>
        <translation>此处应为包的列表 [ … ]</translation>
    </message>
    <message>
        <source>a packet { … } is expected here</source>
        <translation>此处应为一个包 { … }</translation>
    </message>
    <message>
        <source>this packet has no &quot;hexstring&quot;</source>
        <translation>此包没有 &quot;hexstring&quot;</translation>
    </message>
    <message>
        <source>the file is over 8 MiB</source>
        <translation>文件超过 8 MiB</translation>
    </message>
    <message>
        <source>there is no saved packet of Packet Sender in it</source>
        <translation>其中没有 Packet Sender 保存的包</translation>
    </message>
    <message>
        <source>a name has letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos; only</source>
        <translation>名称只能含字母、数字、&apos;-&apos;、&apos;_&apos; 和 &apos;.&apos;</translation>
    </message>
    <message>
        <source>true or false is expected here</source>
        <translation>此处应为 true 或 false</translation>
    </message>
    <message>
        <source>&quot;%1&quot; answers from the recording %2, which is not there: put it back; until then this session is not opened</source>
        <translation>“%1”依据录制 %2 应答，但该文件不存在：请放回原处；在此之前不会打开此会话</translation>
    </message>
    <message>
        <source>&quot;%1&quot; answers as a recorded peer, but no recording is named: this session is not opened</source>
        <translation>“%1”应作为录制的对端应答，但未指明录制：不会打开此会话</translation>
    </message>
    <message>
        <source>the recording %1, from which it answers, is not there: put it back, or choose another responder</source>
        <translation>用于应答的录制 %1 不存在：请放回原处，或选择其他应答器</translation>
    </message>
    <message>
        <source>the recording %1, from which it answers, cannot be used: %2</source>
        <translation>用于应答的录制 %1 无法使用：%2</translation>
    </message>
</context>
</TS>
