import type { MachineCode } from './elf-file.ts';
import { STATUS_DESCRIPTOR } from './status-descriptor.ts';

/**
 * `cleanExec` for x64; `text` is what it says when it has to block. At entry the stack holds argc,
 * then the words. The program's variables are the words up to `--`, which becomes the end of that
 * list; its own words are those behind.
 */
export function x64Code(seconds: number, text: Uint8Array): MachineCode {
  return {
    machine: 62,
    // biome-ignore format: one instruction a line
    bytes: [
      ...[0x4c, 0x8d, 0x64, 0x24, 0x10],             // lea r12, [rsp+16]   its environment begins at argv[1]
      ...[0x4d, 0x89, 0xe5],                         // mov r13, r12
      ...[0x49, 0x8b, 0x7d, 0x00],                   // next: mov rdi, [r13]
      ...[0x49, 0x83, 0xc5, 0x08],                   // add r13, 8
      ...[0x48, 0x85, 0xff],                         // test rdi, rdi
      ...[0x0f, 0x84, 0x22, 0x01, 0x00, 0x00],       // jz fail             no "--" at all
      ...[0x66, 0x81, 0x3f, 0x2d, 0x2d],             // cmp word [rdi], "--"
      ...[0x75, 0xe8],                               // jne next
      ...[0x80, 0x7f, 0x02, 0x00],                   // cmp byte [rdi+2], 0
      ...[0x75, 0xe2],                               // jne next
      ...[0x49, 0x83, 0x65, 0xf8, 0x00],             // and qword [r13-8], 0   the environment ends here
      ...[0x6a, 0x00],                               // push 0              a sigaction: mask
      ...[0x6a, 0x00],                               // push 0              restorer
      ...[0x6a, 0x00],                               // push 0              flags
      ...[0x6a, 0x00],                               // push 0              handler: SIG_DFL
      ...[0xbf, 0x11, 0x00, 0x00, 0x00],             // mov edi, 17         SIGCHLD is not ignored
      ...[0x48, 0x89, 0xe6],                         // mov rsi, rsp
      ...[0x31, 0xd2],                               // xor edx, edx
      ...[0x41, 0xba, 0x08, 0x00, 0x00, 0x00],       // mov r10d, 8
      ...[0xb8, 0x0d, 0x00, 0x00, 0x00],             // mov eax, 13         rt_sigaction
      ...[0x0f, 0x05],                               // syscall
      ...[0xbf, 0x02, 0x00, 0x00, 0x00],             // mov edi, 2          SIG_SETMASK: none is held back
      ...[0xb8, 0x0e, 0x00, 0x00, 0x00],             // mov eax, 14         rt_sigprocmask
      ...[0x0f, 0x05],                               // syscall
      ...[0x48, 0x8d, 0x05, 0xde, 0x00, 0x00, 0x00], // lea rax, [rip+fail]
      ...[0x48, 0x89, 0x04, 0x24],                   // mov [rsp], rax      handler
      ...[0x48, 0x89, 0x44, 0x24, 0x10],             // mov [rsp+16], rax   restorer: must be one, is not reached
      ...[0xc6, 0x44, 0x24, 0x0b, 0x04],             // mov byte [rsp+11], 4   SA_RESTORER
      ...[0xbf, 0x0e, 0x00, 0x00, 0x00],             // mov edi, 14         SIGALRM
      ...[0xb8, 0x0d, 0x00, 0x00, 0x00],             // mov eax, 13         rt_sigaction
      ...[0x0f, 0x05],                               // syscall
      ...[0x48, 0x8d, 0x05, 0x1c, 0x01, 0x00, 0x00], // lea rax, [rip+more]
      ...[0x48, 0x89, 0x04, 0x24],                   // mov [rsp], rax      handler
      ...[0xbf, 0x17, 0x00, 0x00, 0x00],             // mov edi, 23         SIGURG
      ...[0xb8, 0x0d, 0x00, 0x00, 0x00],             // mov eax, 13         rt_sigaction
      ...[0x0f, 0x05],                               // syscall
      ...[0xbf, seconds, 0x00, 0x00, 0x00],          // mov edi, seconds
      ...[0xb8, 0x25, 0x00, 0x00, 0x00],             // mov eax, 37         alarm
      ...[0x0f, 0x05],                               // syscall
      ...[0x49, 0x83, 0xce, 0xff],                   // or r14, -1
      ...[0x41, 0x56],                               // push r14            two descriptors: none
      ...[0xbf, 0x01, 0x00, 0x00, 0x00],             // mov edi, 1          AF_UNIX
      ...[0xbe, 0x01, 0x00, 0x08, 0x00],             // mov esi, 0x80001    SOCK_STREAM, SOCK_CLOEXEC
      ...[0x31, 0xd2],                               // xor edx, edx
      ...[0x49, 0x89, 0xe2],                         // mov r10, rsp
      ...[0xb8, 0x35, 0x00, 0x00, 0x00],             // mov eax, 53         socketpair
      ...[0x0f, 0x05],                               // syscall
      ...[0xb8, 0x39, 0x00, 0x00, 0x00],             // mov eax, 57         fork
      ...[0x0f, 0x05],                               // syscall
      ...[0x85, 0xc0],                               // test eax, eax
      ...[0x78, 0x7a],                               // js fail
      ...[0x0f, 0x84, 0x98, 0x00, 0x00, 0x00],       // jz child
      ...[0x89, 0xc3],                               // mov ebx, eax
      ...[0x8b, 0x7c, 0x24, 0x04],                   // mov edi, [rsp+4]    the program's end
      ...[0xb8, 0x03, 0x00, 0x00, 0x00],             // mov eax, 3          close
      ...[0x0f, 0x05],                               // syscall
      ...[0x8b, 0x3c, 0x24],                         // hear: mov edi, [rsp]   ours
      ...[0x48, 0x8d, 0x74, 0x24, 0x08],             // lea rsi, [rsp+8]
      ...[0xba, 0x01, 0x00, 0x00, 0x00],             // mov edx, 1
      ...[0x31, 0xc0],                               // xor eax, eax        read
      ...[0x0f, 0x05],                               // syscall
      ...[0x83, 0xf8, 0xfc],                         // cmp eax, -4         interrupted
      ...[0x74, 0xea],                               // je hear
      ...[0xff, 0xc8],                               // dec eax
      ...[0x75, 0x14],                               // jnz wait            it says nothing: what becomes of it tells
      ...[0x44, 0x0f, 0xb6, 0x74, 0x24, 0x08],       // movzx r14d, byte [rsp+8]   the status it says
      ...[0x89, 0xdf],                               // mov edi, ebx
      ...[0xbe, 0x09, 0x00, 0x00, 0x00],             // mov esi, 9          SIGKILL
      ...[0xb8, 0x3e, 0x00, 0x00, 0x00],             // mov eax, 62         kill
      ...[0x0f, 0x05],                               // syscall
      ...[0x89, 0xdf],                               // wait: mov edi, ebx
      ...[0x48, 0x89, 0xe6],                         // mov rsi, rsp
      ...[0x31, 0xd2],                               // xor edx, edx
      ...[0x45, 0x31, 0xd2],                         // xor r10d, r10d
      ...[0xb8, 0x3d, 0x00, 0x00, 0x00],             // mov eax, 61         wait4
      ...[0x0f, 0x05],                               // syscall
      ...[0x83, 0xf8, 0xfc],                         // cmp eax, -4         interrupted
      ...[0x74, 0xea],                               // je wait
      ...[0x85, 0xc0],                               // test eax, eax
      ...[0x78, 0x1f],                               // js fail
      ...[0x44, 0x89, 0xf7],                         // mov edi, r14d
      ...[0x45, 0x85, 0xf6],                         // test r14d, r14d
      ...[0x79, 0x0e],                               // jns said
      ...[0x8b, 0x3c, 0x24],                         // mov edi, [rsp]
      ...[0xf7, 0xc7, 0x7f, 0x00, 0x00, 0x00],       // test edi, 127       ended by a signal
      ...[0x75, 0x0c],                               // jnz fail
      ...[0xc1, 0xef, 0x08],                         // shr edi, 8          its exit status
      ...[0x85, 0xff],                               // said: test edi, edi
      ...[0x74, 0x22],                               // jz exit
      ...[0x83, 0xff, 0x02],                         // cmp edi, 2
      ...[0x74, 0x1d],                               // je exit
      ...[0xbf, 0x02, 0x00, 0x00, 0x00],             // fail: mov edi, 2    the alarm comes here, too
      ...[0x48, 0x8d, 0x35, 0x67, 0x00, 0x00, 0x00], // lea rsi, [rip+text]
      ...[0xba, text.length, 0x00, 0x00, 0x00],      // mov edx, its length
      ...[0xb8, 0x01, 0x00, 0x00, 0x00],             // mov eax, 1          write
      ...[0x0f, 0x05],                               // syscall
      ...[0xbf, 0x02, 0x00, 0x00, 0x00],             // mov edi, 2
      ...[0xb8, 0xe7, 0x00, 0x00, 0x00],             // exit: mov eax, 231  exit_group
      ...[0x0f, 0x05],                               // syscall
      ...[0xbf, 0x01, 0x00, 0x00, 0x00],             // child: mov edi, 1   PR_SET_PDEATHSIG
      ...[0xbe, 0x09, 0x00, 0x00, 0x00],             // mov esi, 9          SIGKILL
      ...[0xb8, 0x9d, 0x00, 0x00, 0x00],             // mov eax, 157        prctl
      ...[0x0f, 0x05],                               // syscall
      ...[0x8b, 0x7c, 0x24, 0x04],                   // mov edi, [rsp+4]
      ...[0xbe, STATUS_DESCRIPTOR, 0x00, 0x00, 0x00], // mov esi, where it says its status
      ...[0x31, 0xd2],                               // xor edx, edx        kept over execve
      ...[0xb8, 0x24, 0x01, 0x00, 0x00],             // mov eax, 292        dup3
      ...[0x0f, 0x05],                               // syscall
      ...[0x49, 0x8b, 0x7d, 0x00],                   // mov rdi, [r13]
      ...[0x4c, 0x89, 0xee],                         // mov rsi, r13
      ...[0x4c, 0x89, 0xe2],                         // mov rdx, r12
      ...[0xb8, 0x3b, 0x00, 0x00, 0x00],             // mov eax, 59         execve
      ...[0x0f, 0x05],                               // syscall
      ...[0xbf, 0x7f, 0x00, 0x00, 0x00],             // mov edi, 127
      ...[0xeb, 0xbe],                               // jmp exit
      ...[0x59],                                     // more: pop rcx       what rt_sigreturn begins behind
      ...[0xbf, seconds, 0x00, 0x00, 0x00],          // mov edi, seconds
      ...[0xb8, 0x25, 0x00, 0x00, 0x00],             // mov eax, 37         alarm
      ...[0x0f, 0x05],                               // syscall
      ...[0xb8, 0x0f, 0x00, 0x00, 0x00],             // mov eax, 15         rt_sigreturn
      ...[0x0f, 0x05],                               // syscall
      ...text,
    ],
  };
}
