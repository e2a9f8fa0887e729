#include <iostream>
#include <sstream>
#include <string>
#include <vector>
using namespace std;

struct Job {
    string name;
    int arrival;
    int priority;
    int work;
    int rest;
};

bool isWhole(string s)
{
    if (s.length() == 0 || s.length() > 6) return false;
    for (int i = 0; i < (int)s.length(); i++) {
        if (s[i] < '0' || s[i] > '9') return false;
    }
    return true;
}

int main()
{
    string line;
    int quantum = 0;
    getline(cin, line);
    stringstream first(line);
    string w1, w2, w3;
    first >> w1 >> w2 >> w3;
    if (w1 == "quantum" && isWhole(w2) && w3 == "") quantum = stoi(w2);
    if (quantum < 1 || quantum > 100) {
        cout << "bad quantum" << endl;
        return 0;
    }

    vector<Job> jobs;
    int rejected = 0;
    while (getline(cin, line)) {
        if (line == "") continue;
        stringstream s(line);
        string n, a, p, w, more;
        s >> n >> a >> p >> w >> more;
        bool good = isWhole(a) && isWhole(p) && isWhole(w) && more == "";
        Job j;
        if (good) {
            j.name = n;
            j.arrival = stoi(a);
            j.priority = stoi(p);
            j.work = stoi(w);
            j.rest = j.work;
            if (j.arrival > 100000 || j.priority > 9 || j.work < 1 || j.work > 100000) good = false;
        }
        for (int i = 0; i < (int)jobs.size(); i++) {
            if (jobs[i].name == n) good = false;
        }
        if (good) {
            jobs.push_back(j);
        } else {
            cerr << "This is not a good job: " << line << endl;
            rejected++;
        }
    }

    // we let the time tick one by one
    vector<int> waiting;      // indexes into jobs, oldest first
    int finished = 0;
    int idle = 0;
    long long sumOfWaits = 0;
    int running = -1;
    int slice = 0;
    for (int time = 0; finished < (int)jobs.size(); time++) {
        for (int i = 0; i < (int)jobs.size(); i++) {
            if (jobs[i].arrival == time) waiting.push_back(i);
        }
        // is the running job done, or its slice over?
        if (running != -1 && jobs[running].rest == 0) {
            int waited = time - jobs[running].arrival - jobs[running].work;
            cout << time << " done " << jobs[running].name << " waited " << waited << endl;
            sumOfWaits += waited;
            finished++;
            running = -1;
        } else if (running != -1 && slice == quantum) {
            if (jobs[running].priority < 9) jobs[running].priority++;
            waiting.push_back(running);
            running = -1;
        }
        // choose a new one
        if (running == -1 && waiting.size() > 0) {
            int best = 0;
            for (int k = 1; k < (int)waiting.size(); k++) {
                if (jobs[waiting[k]].priority < jobs[waiting[best]].priority) best = k;
            }
            running = waiting[best];
            waiting.erase(waiting.begin() + best);
            slice = 0;
        }
        if (running != -1) {
            jobs[running].rest--;
            slice++;
        } else if (finished < (int)jobs.size()) {
            idle++;
        }
    }

    cout << "idle " << idle << endl;
    if (jobs.size() == 0) cout << "average -" << endl;
    else cout << "average " << sumOfWaits / (long long)jobs.size() << endl;
    cout << "rejected " << rejected << endl;
    return 0;
}
