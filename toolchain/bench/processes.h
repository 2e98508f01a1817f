#pragma once

#include <map>
#include <sys/types.h>
#include <vector>

namespace casustafel::bench {

/// CPU time in milliseconds that process `pid` used until now, of threads that ended too; 0 when it is gone.
double cpu_ms(pid_t pid);

/// The processes that descend from this one. Orphans among them too, once this process is their subreaper.
std::vector<pid_t> descendants();

/// CPU time in milliseconds of each descendant.
std::map<pid_t, double> descendants_cpu_ms();

/// What the descendants used since `before` was taken, in milliseconds; processes that ended meanwhile are not counted.
double cpu_since_ms(const std::map<pid_t, double>& before);

/// Memory in MiB, with shared pages divided among those who share them (PSS), of all descendants together.
double descendants_pss_mib();

/// Ends all descendants: asks first, kills after three seconds.
void end_descendants();

} // namespace casustafel::bench
